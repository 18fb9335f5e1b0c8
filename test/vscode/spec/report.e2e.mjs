import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { fixture } from '../harness/fixture.mjs';
import { axeSource, launchBrowser, screenshots } from '../harness/toolbox.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { loadFrontier } from '@bitscape/design';
import { readReportBundle, renderReport } from '@bitscape/viewer';

let browser;
let folder;
let address;
let frontier;

before(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  frontier = await loadFrontier(join(fixture(), 'glyphs.frontier.json'));
  await writeFile(join(folder, 'report.html'), renderReport(frontier, { bundle: await readReportBundle() }));
  address = pathToFileURL(join(folder, 'report.html')).href;
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

for (const scheme of ['light', 'dark']) {
  test(`the report works from the disk, offline, ${scheme}`, async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, colorScheme: scheme, offline: true });
    const page = await context.newPage();
    const complaints = watchPage(page);
    await page.goto(address);
    await page.locator('[data-ready]').waitFor();
    await page.locator('.bs-plot').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    assert.match(await page.locator('.bs-live').textContent(), /^point 4 of /);
    await page.screenshot({ path: join(screenshots, `report-${scheme}.png`), fullPage: true });
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('a drag zooms, hover finds the nearest point, a click selects it, a double click shows everything', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
  const complaints = watchPage(page);
  await page.goto(address);
  await page.locator('[data-ready]').waitFor();
  const all = await page.locator('.bs-layer-marks path').count();
  const box = await page.locator('.bs-plot svg').boundingBox();
  await page.mouse.move(box.x + 90, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 60);
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4);
  await page.mouse.up();
  const inside = await page.locator('.bs-layer-marks path').count();
  assert.ok(inside > 0 && inside < all, `${inside} of ${all}`);
  assert.equal(await page.locator('.bs-id').count(), 0, 'a drag selects nothing');
  await page.screenshot({ path: join(screenshots, 'report-zoomed.png') });
  const mark = page.locator('.bs-layer-marks path').last();
  const at = await mark.boundingBox();
  await page.mouse.move(at.x + at.width / 2 + 3, at.y + at.height / 2 - 2);
  assert.equal(await page.locator('.bs-tooltip').isVisible(), true);
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  assert.equal(await page.locator('.bs-id').textContent(), await mark.getAttribute('data-id'));
  await page.mouse.dblclick(box.x + 80, box.y + box.height - 70);
  assert.equal(await page.locator('.bs-layer-marks path').count(), all);
  assert.deepEqual(complaints, []);
});

test('the address of a report is a link to its view', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('#bs-axis-x').selectOption('area');
  await page.locator('.bs-table tbody tr').nth(2).locator('td').first().click();
  const id = await page.locator('.bs-id').textContent();
  const other = await browser.newPage();
  await other.goto(page.url());
  assert.equal(await other.locator('#bs-axis-x').inputValue(), 'area');
  assert.equal(await other.locator('.bs-id').textContent(), id);
});

test('without scripts the report is a table', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  assert.equal(await page.locator('main tbody tr').count(), frontier.points.length);
  await context.close();
});

test('the report prints on paper with its table and without its controls', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('[data-ready]').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.bs-toolbar').isVisible(), false);
  assert.equal(await page.locator('.bs-table').isVisible(), true);
  const pdf = await page.pdf({ format: 'A4', landscape: true });
  assert.ok(pdf.subarray(0, 5).toString() === '%PDF-');
  assert.ok((await readFile(join(folder, 'report.html'))).length < 1_000_000);
});
