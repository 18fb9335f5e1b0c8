import { join } from 'node:path';
import { screenshots } from './toolbox.mjs';

/** Opens the folder and waits until the extension's contributions are known: a file opened earlier goes to the text editor. */
export async function openWorkbench(page, code) {
  await page.goto(code.url);
  await page.locator('div.monaco-workbench').waitFor({ state: 'visible', timeout: 60_000 });
  await page.getByRole('treeitem', { name: 'glyphs.frontier.json' }).waitFor({ timeout: 60_000 });
  for (let attempt = 0; ; attempt++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Bitscape: Show Log');
    const found = await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Bitscape: Show Log' }).first().waitFor({ timeout: 3000 }).then(() => true, () => false);
    await page.keyboard.press('Escape');
    if (found) return;
    if (attempt === 20) throw new Error('the commands of the extension never appeared');
  }
}

/** Opens a file of the folder from the explorer tree. */
export async function openFile(page, name) {
  await page.getByRole('treeitem', { name, exact: true }).dblclick();
}

/** The page inside the visible custom editor. */
export function explorerOf(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** Runs a command from the palette; asks again when the palette does not know it yet. */
export async function runCommand(page, title) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  for (let attempt = 0; ; attempt++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill(`>${title}`);
    const found = await row.waitFor({ timeout: 5000 }).then(() => true, () => false);
    if (found) return row.click();
    if (attempt === 5) throw new Error(`the palette never offered ${title}`);
    await page.keyboard.press('Escape');
  }
}

export async function shoot(page, name) {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
