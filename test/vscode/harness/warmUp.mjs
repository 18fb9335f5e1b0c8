import { launchBrowser } from './toolbox.mjs';
import { startCode } from './startCode.mjs';
import { explorerOf, openFile, openWorkbench } from './workbench.mjs';

/**
 * Opens the explorer once and throws it away. A freshly installed editor reads a gigabyte from the disk on its first start, which no
 * test's patience should have to allow for.
 */
export async function warmUp() {
  const browser = await launchBrowser();
  const code = await startCode({});
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(180_000);
    await openWorkbench(page, code);
    await openFile(page, 'glyphs.frontier.json');
    await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 180_000 });
  } finally {
    await browser.close();
    await code.stop();
  }
}
