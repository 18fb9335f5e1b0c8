import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeSource, launchBrowser } from '../harness/toolbox.mjs';
import { command } from '../harness/fixture.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, shoot } from '../harness/workbench.mjs';

let browser;
let code;
let page;
let complaints;
let selected;

before(async () => {
  browser = await launchBrowser();
  code = await startCode({ settings: { 'workbench.colorTheme': 'Default Dark Modern' }, machine: { 'bitscape.cliPath': command } });
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  complaints = watchPage(page);
  await openWorkbench(page, code);
});
after(async () => {
  await browser?.close();
  await code?.stop();
});

const live = () => explorerOf(page).locator('.bs-live');
const ready = () => explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });

test('a frontier opens in the explorer, every point drawn', async () => {
  const { points, counts } = JSON.parse(await readFile(join(code.folder, 'glyphs.frontier.json'), 'utf8'));
  await openFile(page, 'glyphs.frontier.json');
  await ready();
  const marks = explorerOf(page).locator('.bs-layer-marks');
  assert.equal(await marks.locator('.bs-front, .bs-behind').count(), points.length, 'the frontier');
  assert.equal(await marks.locator('path').count(), counts.trials, 'all trials, from the table beside the file');
  assert.equal(await explorerOf(page).locator('.bs-table tbody tr').count(), counts.feasible);
  await shoot(page, 'explorer-dark');
});

test('another axis can be picked, linear or logarithmic', async () => {
  const title = explorerOf(page).locator('.bs-axis-title').first();
  await explorerOf(page).locator('#bs-axis-x').selectOption('area');
  assert.match(await title.textContent(), /Area \[/);
  await explorerOf(page).locator('#bs-log-x').check();
  assert.match(await title.textContent(), /\(log\)/);
  await shoot(page, 'another-axis');
});

test('a point is selected by keyboard and announced', async () => {
  await explorerOf(page).locator('#bs-trials').uncheck();
  await explorerOf(page).locator('.bs-plot').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.match(await live().textContent(), /^point 3 of \d+: /);
  selected = await explorerOf(page).locator('.bs-id').textContent();
  assert.match(selected, /^[0-9a-f]{16}$/);
  await shoot(page, 'selected-by-keyboard');
});

test('the explorer has no accessibility violation', async () => {
  const frame = page.frames().find((candidate) => candidate.url().includes('fake.html'));
  await frame.evaluate(axeSource);
  const { violations } = await frame.evaluate(() => window.axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]), []);
});

test('Enter writes the RTL of the point and opens its top module', async () => {
  await explorerOf(page).locator('.bs-plot').focus();
  await page.keyboard.press('Enter');
  const tab = page.getByRole('tab', { name: /\.sv/ });
  await tab.waitFor({ timeout: 120_000 });
  await page.locator('.monaco-editor .view-line', { hasText: 'module' }).first().waitFor({ timeout: 20_000 });
  const manifest = JSON.parse(await readFile(join(code.folder, 'rtl', selected, 'manifest.json'), 'utf8'));
  assert.ok((await tab.getAttribute('aria-label')).includes(`${manifest.top}.sv`));
  assert.equal(manifest.id, selected);
  await page.waitForTimeout(700);
  await shoot(page, 'open-rtl-dark');
});

test('the view survives a reload of the window', async () => {
  await page.waitForTimeout(6000);
  await page.reload();
  await page.locator('div.monaco-workbench').waitFor();
  await ready();
  assert.equal(await explorerOf(page).locator('#bs-axis-x').inputValue(), 'area');
  assert.equal(await explorerOf(page).locator('#bs-log-x').isChecked(), true);
  assert.equal(await explorerOf(page).locator('.bs-id').textContent(), selected);
});

test('a change of the file is followed without losing the place', async () => {
  const path = join(code.folder, 'glyphs.frontier.json');
  const original = await readFile(path, 'utf8');
  const file = JSON.parse(original);
  const points = file.points.filter((point) => point.id === selected || point.id > file.points[2].id);
  const counts = { ...file.counts, frontier: points.length };
  await writeFile(path, JSON.stringify({ ...file, counts, points }));
  await explorerOf(page).locator(`.bs-table caption`, { hasText: `All ${points.length} points` }).waitFor({ timeout: 15_000 });
  assert.equal(await explorerOf(page).locator('.bs-id').textContent(), selected);
  assert.equal(await explorerOf(page).locator('#bs-axis-x').inputValue(), 'area');
  assert.match(await explorerOf(page).locator('.bs-notice').textContent(), /of another run/);
  await writeFile(path, original);
  await explorerOf(page).locator('.bs-notice').waitFor({ state: 'hidden', timeout: 15_000 });
  await explorerOf(page).locator(`.bs-table caption`, { hasText: `${file.points.length} points` }).waitFor({ timeout: 15_000 });
});

test('a malformed file is explained with its position and opens as text there', async () => {
  const path = join(code.folder, 'glyphs.frontier.json');
  const original = await readFile(path, 'utf8');
  await writeFile(path, original.replace('"hypervolume": ', '"hypervolume": <img src=x onerror=alert(1)> '));
  await explorerOf(page).getByRole('heading', { name: 'This frontier cannot be shown' }).waitFor({ timeout: 15_000 });
  assert.match(await explorerOf(page).locator('.bs-problem').textContent(), /line \d+, column \d+/);
  assert.equal(await explorerOf(page).locator('img').count(), 0);
  await shoot(page, 'malformed-file');
  await writeFile(path, original);
  await ready();
  assert.equal(await explorerOf(page).locator('.bs-id').textContent(), selected);
});

test('the file can be had as text from the editor title', async () => {
  // The title's actions are those of the active editor, and the RTL beside it may be that one.
  await page.getByRole('tab', { name: /glyphs\.frontier\.json/ }).first().click();
  await shoot(page, 'editor-title');
  await page.locator('.editor-actions').getByRole('button', { name: 'Open Frontier as Text' }).first().click();
  await page.getByRole('tab', { name: /glyphs\.frontier\.json/ }).nth(1).waitFor({ timeout: 15_000 });
});

test('nothing complained', () => {
  assert.deepEqual(complaints, []);
});
