// Draws docs/pictures/frontier.png: the explorer with the committed default frontier, the knee selected.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadFrontier } from '@bitscape/design';
import { readReportBundle, renderReport } from '@bitscape/viewer';
import { launchBrowser } from './harness/toolbox.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'picture-'));
const browser = await launchBrowser();
try {
  const file = join(folder, 'report.html');
  await writeFile(file, renderReport(await loadFrontier(join(root, 'docs/results/default.frontier.json')), { bundle: await readReportBundle() }));
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, colorScheme: 'light', deviceScaleFactor: 1.5, reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(file).href);
  await page.locator('[data-ready]').waitFor();
  await page.locator('.bs-plot').focus();
  await page.keyboard.press('k');
  await page.mouse.move(1, 1);
  await page.screenshot({ path: join(root, 'docs/pictures/frontier.png') });
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
