import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../harness/toolbox.mjs';
import { command } from '../harness/fixture.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, runCommand, shoot } from '../harness/workbench.mjs';

// From a study to its frontier and on to the hardware, without leaving the editor.
let browser;
let code;
let page;
let complaints;

before(async () => {
  browser = await launchBrowser();
  code = await startCode({ settings: { 'workbench.colorTheme': 'Default Dark Modern' }, machine: { 'bitscape.cliPath': command } });
  page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  complaints = watchPage(page);
  // Found by the run below, not beforehand.
  await copyFile(join(code.folder, 'glyphs.frontier.json'), join(code.folder, 'earlier.frontier.json'));
  for (const name of await readdir(code.folder)) if (/^(?:glyphs\.(?:points|journal)|run\.json)/.test(name)) await rm(join(code.folder, name));
  await openWorkbench(page, code);
});
after(async () => {
  await browser?.close();
  await code?.stop();
});

const lens = (name) => page.locator('.codelens-decoration a', { hasText: name });

test('lenses above a study count its points', async () => {
  await openFile(page, 'glyphs.study.json');
  await lens('Run').waitFor({ timeout: 30_000 });
  await lens('Open frontier').waitFor();
  await lens('Count points').click();
  await page.locator('.notification-toast', { hasText: /144 design points.*24 accuracies to measure on 500 images/ }).waitFor({ timeout: 60_000 });
  await shoot(page, 'study-lenses');
  await runCommand(page, 'Notifications: Clear All Notifications');
});

test('Run starts the study, the status bar shows it, its frontier appears in the tree and opens', async () => {
  await rm(join(code.folder, 'glyphs.frontier.json'));
  await lens('Open frontier').waitFor({ state: 'detached', timeout: 20_000 });
  await lens('Run').click();
  await page.locator('.statusbar-item', { hasText: 'explore glyphs.study.json' }).first().waitFor({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Bitscape' }).first().click();
  const studies = page.locator('.pane-body .monaco-list-row');
  await studies.filter({ hasText: 'glyphs.study.json' }).first().waitFor({ timeout: 20_000 });
  await studies.filter({ hasText: 'glyphs.frontier.json' }).first().waitFor({ timeout: 120_000 });
  await shoot(page, 'studies-view');
  await page.locator('.statusbar-item', { hasText: 'explore glyphs.study.json' }).first().waitFor({ state: 'hidden', timeout: 60_000 });
  await studies.filter({ hasText: 'glyphs.frontier.json' }).first().click();
  await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });
  assert.ok((await explorerOf(page).locator('.bs-layer-marks path').count()) === 144);
});

test('the RTL of two pinned points is compared', async () => {
  await explorerOf(page).locator('#bs-trials').uncheck();
  await explorerOf(page).locator('.bs-plot').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await runCommand(page, 'Bitscape: Diff RTL of Two Pinned Points');
  await page.getByRole('tab', { name: /RTL [0-9a-f]{6} ↔ [0-9a-f]{6}/ }).waitFor({ timeout: 120_000 });
  await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
  await shoot(page, 'rtl-diff');
});

test('two frontiers are compared', async () => {
  const path = join(code.folder, 'earlier.frontier.json');
  const file = JSON.parse(await readFile(path, 'utf8'));
  const points = file.points.slice(2);
  await writeFile(path, JSON.stringify({ ...file, points, counts: { ...file.counts, frontier: points.length } }));
  await runCommand(page, 'Bitscape: Compare Two Frontiers');
  const row = (name) => page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  await row('earlier.frontier.json').click({ timeout: 20_000 });
  await row('glyphs.frontier.json').click({ timeout: 20_000 });
  const preview = page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
  await preview.getByText(/entered/i).first().waitFor({ timeout: 60_000 });
  await shoot(page, 'compare-frontiers');
});

test('nothing complained', () => {
  assert.deepEqual(complaints, []);
});
