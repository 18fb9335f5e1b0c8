import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { loadFrontier } from '@bitscape/design';
import { readReportBundle, renderReport } from '@bitscape/viewer';
import { launchBrowser } from './harness/toolbox.mjs';
const browser = await launchBrowser();
const f = await loadFrontier(process.argv[2]);
await writeFile('/tmp/r.html', renderReport(f, { bundle: await readReportBundle() }));
const page = await browser.newPage({ viewport: { width: 1440, height: 960 }, colorScheme: process.argv[4] ?? 'light' });
page.on('console', m => console.log(m.type(), m.text())); page.on('pageerror', e => console.log(e.stack));
await page.goto(pathToFileURL('/tmp/r.html').href);
await page.locator('[data-ready]').waitFor({timeout: 5000});
await page.locator('.bs-plot').focus();
for (let i=0;i<4;i++) { await page.keyboard.press('ArrowRight'); if (i%2) await page.keyboard.press(' '); }
await page.waitForTimeout(300);
await page.screenshot({ path: process.argv[3], fullPage: true });
await browser.close();
