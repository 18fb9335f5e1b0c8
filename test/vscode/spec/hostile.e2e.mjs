import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../harness/toolbox.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, shoot } from '../harness/workbench.mjs';

// Files from elsewhere: an explanation with its place, no script, no request to anywhere.
let browser;
let code;
let page;
let complaints;
let path;
let good;
const requests = [];

before(async () => {
  browser = await launchBrowser();
  code = await startCode({ settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  complaints = watchPage(page);
  page.on('request', (request) => requests.push(request.url()));
  path = join(code.folder, 'glyphs.frontier.json');
  good = await readFile(path, 'utf8');
  await openWorkbench(page, code);
  await openFile(page, 'glyphs.frontier.json');
  await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });
});
after(async () => {
  await browser?.close();
  await code?.stop();
});

const problem = () => explorerOf(page).locator('.bs-problem');
const SCRIPT = '<img src=http://attacker.example/x onerror=\\"document.title=1\\"><script>document.title=1</script>';

for (const [name, change, expected] of [
  ['a newer schema', (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'), /must be 1, not 2.*\/schemaVersion/s],
  ['NaN', (text) => text.replace(/"energy":[\d.]+/, '"energy":NaN'), /not a JSON value.*line \d+, column \d+/s],
  ['infinity', (text) => text.replace(/"energy":[\d.]+/, '"energy":1e999'), /not a finite number.*line \d+, column \d+/s],
  ['a __proto__ key', (text) => text.replace('"tool":', '"__proto__": {"polluted": 1}, "tool":'), /__proto__.*line \d+/s],
  ['a hundred thousand objectives', (text) => text.replace('"objectives": [', `"objectives": [${'{"name":"energy"},'.repeat(100_000)}`), /\/objectives/],
  ['script in a name that is checked', (text) => text.replace('"name":"accuracy"', `"name":"${SCRIPT}"`), /\/objectives\/0\/name/],
  ['a truncated file', (text) => text.slice(0, Math.floor(text.length / 2)), /line \d+, column \d+/],
  ['an empty file', () => '', /empty/],
  ['a hundred thousand brackets', () => '['.repeat(100_000), /nested more than/],
]) {
  test(`${name} is explained with its place`, async () => {
    await writeFile(path, good);
    await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });
    const changed = change(good);
    assert.notEqual(changed, good);
    await writeFile(path, changed);
    await problem().waitFor({ timeout: 30_000 });
    assert.match(await problem().textContent(), expected);
    assert.equal(await problem().getByRole('button', { name: 'Open as text' }).count(), 1);
  });
}

test('script in every free text of a valid file is shown as text', async () => {
  const file = JSON.parse(good);
  const text = SCRIPT.replaceAll('\\"', '"');
  const points = file.points.map((point, index) => (index === 0 ? { ...point, label: text, breakdown: [{ component: text, energyUj: 1, areaMm2: 1 }] } : point));
  await writeFile(path, JSON.stringify({ ...file, tool: text, study: { ...file.study, name: text }, points }));
  await explorerOf(page).getByRole('heading', { name: '<img src=' }).first().waitFor({ timeout: 30_000 });
  await explorerOf(page).locator('#bs-trials').uncheck();
  await explorerOf(page).locator(`tr[data-id="${points[0].id}"] td`).first().click();
  assert.equal(await explorerOf(page).locator('img, main script').count(), 0);
  await shoot(page, 'hostile-names');
});

test('a damaged table of trials leaves the frontier, with a remark', async () => {
  const table = join(code.folder, 'glyphs.points.bin');
  const bytes = await readFile(table);
  bytes[Math.floor(bytes.length / 2)] ^= 0xff;
  await writeFile(table, bytes);
  await writeFile(path, good);
  await explorerOf(page).locator('.bs-notice', { hasText: 'Only the frontier is shown' }).waitFor({ timeout: 30_000 });
  assert.equal(await explorerOf(page).locator('.bs-layer-marks path').count(), JSON.parse(good).points.length);
});

test('nothing was fetched from elsewhere and nothing complained', () => {
  assert.deepEqual(requests.filter((url) => url.includes('attacker.example')), []);
  assert.deepEqual(complaints, []);
});
