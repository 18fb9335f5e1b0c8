import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeSource, launchBrowser } from '../harness/toolbox.mjs';
import { command } from '../harness/fixture.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, runCommand, shoot } from '../harness/workbench.mjs';

// What narrows down and compares, with all trials of the study, in the order of a working session.
let browser;
let code;
let page;
let complaints;
let file;

before(async () => {
  browser = await launchBrowser();
  code = await startCode({ settings: { 'workbench.colorTheme': 'Default Dark Modern' }, machine: { 'bitscape.cliPath': command } });
  const context = await browser.newContext({ viewport: { width: 1600, height: 1200 }, permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  complaints = watchPage(page);
  await openWorkbench(page, code);
  file = JSON.parse(await readFile(join(code.folder, 'glyphs.frontier.json'), 'utf8'));
  await openFile(page, 'glyphs.frontier.json');
  await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });
});
after(async () => {
  await browser?.close();
  await code?.stop();
});

const at = (selector) => explorerOf(page).locator(selector);
const count = (selector) => at(selector).count();
const text = (selector) => at(selector).first().textContent();
/** What the clipboard holds, once it is what is awaited: the host writes it a moment after the page says so. */
const clipboard = async (expected) => {
  for (let attempt = 0; ; attempt++) {
    const held = await page.evaluate(() => navigator.clipboard.readText());
    if (expected.test(held) || attempt === 50) return held;
    await page.waitForTimeout(100);
  }
};
/** Sets a slider as a user who drags it does. */
const drag = (name, step) => at(`#bs-limit-${name}`).fill(String(step));

test('a constraint filters every view and recomputes the frontier among what passes', async () => {
  const all = await count('.bs-layer-marks path');
  assert.equal(all, file.counts.trials);
  const front = await at('.bs-plot .bs-step-line').getAttribute('d');
  await drag('energy', 60);
  const [, passing, of, members] = /(\d+) of (\d+) trials pass; (\d+) on the frontier of what passes/.exec(await text('.bs-kept'));
  assert.equal(Number(of), file.counts.feasible);
  assert.ok(Number(passing) > 0 && Number(passing) < Number(of));
  assert.equal(await count('.bs-layer-marks .bs-excluded'), Number(of) - Number(passing));
  assert.equal(await count('.bs-layer-marks .bs-front, .bs-layer-marks .bs-behind'), Number(members));
  assert.equal(await count('.bs-table tbody tr[data-id]'), Number(passing));
  assert.notEqual(await at('.bs-plot .bs-step-line').getAttribute('d'), front, 'the line follows');
  assert.equal(await at('.bs-plot .bs-step-line-before').getAttribute('d'), front, 'the former front stays as a dotted line');
  await shoot(page, 'constraint-dark');
  await at('.bs-constraints').getByRole('button', { name: 'Clear filters' }).click();
  assert.equal(await count('.bs-layer-marks .bs-excluded'), 0);
  assert.equal(await at('.bs-plot .bs-step-line').getAttribute('d'), front);
});

test('several brushes on parallel axes filter; a dominated trial joins the frontier where everything better is left out', async () => {
  await at('.bs-parallel').scrollIntoViewIfNeeded();
  const stage = await at('.bs-parallel-stage').boundingBox();
  const axis = async (key) => {
    const head = await at(`.bs-head[data-axis="${key}"]`).boundingBox();
    return head.x + head.width / 2;
  };
  const [top, bottom] = [stage.y + 46, stage.y + stage.height - 12];
  const sweep = async (key, from, to) => {
    const x = await axis(key);
    await page.mouse.move(x, bottom - from * (bottom - top));
    await page.mouse.down();
    await page.mouse.move(x, bottom - ((from + to) / 2) * (bottom - top), { steps: 3 });
    await page.mouse.move(x, bottom - to * (bottom - top), { steps: 3 });
    await page.mouse.up();
  };
  await sweep('accuracy', 0.2, 0.6);
  const one = await count('.bs-table tbody tr[data-id]');
  assert.ok(one > 0 && one < file.counts.feasible, `${one} pass`);
  await sweep('accuracy', 0.8, 1);
  const two = await count('.bs-table tbody tr[data-id]');
  assert.ok(two > one, 'a second range on the same axis lets more through');
  assert.equal(await count('.bs-brush'), 2);
  await sweep('energy', 0.5, 0);
  assert.ok((await count('.bs-table tbody tr[data-id]')) < two, 'a brush on another axis lets less through');
  const known = new Set(file.points.map(({ id }) => id));
  const members = await at('.bs-layer-marks .bs-front, .bs-layer-marks .bs-behind').evaluateAll((marks) => marks.map((mark) => mark.dataset.id));
  assert.ok(members.some((id) => !known.has(id)), 'trials that the study’s frontier beats are on this one');
  await shoot(page, 'brushes-dark');
  await at('.bs-parallel').getByRole('button', { name: 'Clear brushes' }).click();
  assert.equal(await count('.bs-brush'), 0);
});

test('axes are flipped and reordered, by pointer and by keyboard', async () => {
  const keys = () => at('.bs-head').evaluateAll((heads) => heads.map((head) => head.dataset.axis));
  const before = await keys();
  const head = at('.bs-head[data-axis="energy"]');
  await head.click();
  assert.match(await head.getAttribute('aria-label'), /flipped/);
  await head.focus();
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal((await keys()).indexOf('energy'), before.indexOf('energy') + 1);
  const box = await at('.bs-head[data-axis="area"]').boundingBox();
  const first = await at('.bs-head').first().boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(first.x, first.y + 20, { steps: 6 });
  await page.mouse.up();
  assert.equal((await keys())[0], 'area');
  await at('.bs-head[data-axis="accelerator.dataflow"]').focus();
  await page.keyboard.press('1');
  assert.equal(await count('.bs-brush'), 1);
  for (let step = 0; step < 4; step++) await at('.bs-history').getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await keys(), before);
  assert.equal(await count('.bs-brush'), 0);
  await at('.bs-history').getByRole('button', { name: 'Redo' }).click();
  assert.match(await head.getAttribute('aria-label'), /flipped/);
});

test('colour by a parameter, the knee with its rule, and the way there by key', async () => {
  await at('#bs-color').selectOption('accelerator.array.rows');
  assert.deepEqual(await at('[aria-label="Colour: array rows"] li').allTextContents(), ['array rows', '8', '16', '32']);
  const knee = await at('[aria-label="Suggestion"]').textContent();
  assert.match(knee, /farthest from the line between the ends of the front, .* linear/);
  await at('.bs-plot').focus();
  await page.keyboard.press('k');
  assert.equal(await text('.bs-detail h2'), await text('.bs-knee-point'));
  await at('#bs-knee-rule').selectOption('ideal');
  assert.match(await at('[aria-label="Suggestion"]').textContent(), /nearest to the ideal point/);
  await at('#bs-log-x').check();
  assert.match(await at('[aria-label="Suggestion"]').textContent(), /logarithmic/);
});

test('points are pinned with Space and Shift-click and compared with the first', async () => {
  await at('#bs-trials').uncheck();
  await at('.bs-plot').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  assert.equal(await count('.bs-tray thead th'), 2);
  assert.match(await text('.bs-tray tbody'), /[+−][\d.]+ points (better|worse)/);
  assert.match(await text('.bs-tray tbody'), /[+−][\d.]+ % (better|worse)/);
  assert.equal(await count('.bs-stack-bar'), 4);
  await at('.bs-plot').scrollIntoViewIfNeeded();
  const mark = await at('.bs-layer-marks .bs-front').nth(1).boundingBox();
  await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
  await page.keyboard.down('Shift');
  await page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
  await page.keyboard.up('Shift');
  assert.equal(await count('.bs-tray thead th'), 3);
  await shoot(page, 'compare-dark');
  await at('.bs-tray').getByRole('button', { name: 'Compare with this' }).first().click();
  assert.match(await at('.bs-tray thead th').first().textContent(), /compared with/);
  await at('.bs-tray').getByRole('button', { name: 'Unpin all' }).click();
  assert.equal(await count('.bs-tray'), 0);
});

test('a click on a line of the parallel plot selects, and every view shows the selection', async () => {
  await at('.bs-parallel').scrollIntoViewIfNeeded();
  const line = await at('.bs-parallel-stage').boundingBox();
  const heads = await at('.bs-head').evaluateAll((all) => all.map((head) => head.getBoundingClientRect().x + head.getBoundingClientRect().width / 2));
  const frame = await page.locator('iframe.webview.ready').boundingBox();
  const x = frame.x + (heads.at(-2) + heads.at(-1)) / 2;
  let found = false;
  for (let y = line.y + 60; y < line.y + line.height - 20 && !found; y += 4) {
    await page.mouse.move(x, y);
    found = (await count('.bs-line-hovered')) === 1;
    if (found) await page.mouse.click(x, y);
  }
  assert.ok(found, 'a line was under the pointer');
  assert.equal(await count('.bs-line-selected'), 1);
  const id = await text('.bs-id');
  assert.equal(await at('tr.bs-selected').getAttribute('data-id'), id);
  assert.match(await text('.bs-live'), /^point \d+ of \d+: /);
});

test('the link to a view opens it again', async () => {
  await at('#bs-axis-x').selectOption('area');
  await drag('latency', 120);
  const passing = await text('.bs-kept');
  await at('.bs-history').getByRole('button', { name: 'Copy link' }).click();
  await at('.bs-live', { hasText: 'link to this view copied' }).waitFor();
  const link = await clipboard(/view=/);
  assert.match(link, /:\/\/bitscape\.bitscape\/view\?file=.*view=/);
  await at('.bs-history').getByRole('button', { name: 'Reset' }).click();
  assert.equal(await at('#bs-axis-x').inputValue(), 'energy');
  await runCommand(page, 'Bitscape: Open Link to a View');
  await page.locator('.quick-input-widget input').first().fill(link);
  await page.keyboard.press('Enter');
  await at('#bs-axis-x').evaluate((select) => new Promise((done) => {
    const look = () => (select.value === 'area' ? done() : setTimeout(look, 50));
    look();
  }));
  assert.equal(await text('.bs-kept'), passing);
});

test('the command of a point can be copied', async () => {
  await at('.bs-history').getByRole('button', { name: 'Reset' }).click();
  await at('#bs-trials').uncheck();
  await at('.bs-plot').focus();
  await page.keyboard.press('Home');
  const id = await text('.bs-id');
  await at('.bs-detail').getByRole('button', { name: 'Copy RTL command' }).click();
  await at('.bs-live', { hasText: 'command copied' }).waitFor();
  assert.equal(await clipboard(/^bitscape rtl/), `bitscape rtl glyphs.frontier.json --point ${id}`);
});

test('with filters, pins and everything open there is no accessibility violation and no complaint', async () => {
  await page.keyboard.press('Tab');
  await at('.bs-plot').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('?');
  await drag('area', 150);
  const frame = page.frames().find((candidate) => candidate.url().includes('fake.html'));
  await frame.evaluate(axeSource);
  const { violations } = await frame.evaluate(() => window.axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]), []);
  assert.deepEqual(complaints, []);
});
