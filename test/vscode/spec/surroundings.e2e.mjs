import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeSource, launchBrowser, repository } from '../harness/toolbox.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, shoot } from '../harness/workbench.mjs';

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

/** Runs one test in a VS Code of its own, with the frontier open and its third point selected. */
async function withFrontier(options, check) {
  const code = await startCode(options);
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  const complaints = watchPage(page);
  try {
    await openWorkbench(page, code);
    await openFile(page, 'glyphs.frontier.json');
    await explorerOf(page).locator('[data-ready]').waitFor({ timeout: 30_000 });
    // The frontier alone: every point that the arrows reach has RTL.
    await explorerOf(page).locator('#bs-trials').uncheck();
    await explorerOf(page).locator('.bs-plot').focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
    await check({ page, code, complaints });
  } catch (error) {
    await shoot(page, 'failure');
    throw error;
  } finally {
    await page.close();
    await code.stop();
  }
}

for (const [name, theme] of [['light', 'Default Light Modern'], ['high-contrast', 'Default High Contrast']]) {
  test(`the explorer follows the ${name} theme and stays readable`, () => withFrontier({ settings: { 'workbench.colorTheme': theme } }, async ({ page, complaints }) => {
    const frame = page.frames().find((candidate) => candidate.url().includes('fake.html'));
    await shoot(page, `explorer-${name}`);
    await frame.evaluate(axeSource);
    const { violations } = await frame.evaluate(() => window.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]), []);
    assert.deepEqual(complaints, []);
  }));
}

test('without the command, Open RTL says what is missing and offers the setting', () => withFrontier({ machine: { 'bitscape.cliPath': '/nowhere/bitscape' } }, async ({ page, complaints }) => {
  await explorerOf(page).getByRole('button', { name: 'Open RTL' }).click();
  const toast = page.locator('.notification-toast', { hasText: 'the bitscape command was not found' });
  await toast.waitFor({ timeout: 20_000 });
  await shoot(page, 'command-missing');
  await toast.getByRole('button', { name: 'Open Setting' }).click();
  await page.locator('.settings-editor').getByText('Cli Path').first().waitFor({ timeout: 20_000 });
  await shoot(page, 'setting');
  assert.deepEqual(complaints.filter((text) => !text.includes('the bitscape command was not found')), []);
}));

test('in a restricted workspace the frontier is shown and nothing runs', () => withFrontier({ trusted: false, settings: { 'security.workspace.trust.startupPrompt': 'never' } }, async ({ page }) => {
  await explorerOf(page).getByRole('button', { name: 'Open RTL' }).click();
  await page.locator('.notification-toast', { hasText: 'needs a trusted workspace' }).waitFor({ timeout: 20_000 });
  await shoot(page, 'restricted');
}));

test('a host without Node shows the frontier and says that it cannot run the command', () => withFrontier({ vsix: join(repository, 'extension/dist/bitscape-web.vsix') }, async ({ page, complaints }) => {
  assert.match(await explorerOf(page).locator('.bs-live').textContent(), /^point 3 of /);
  await explorerOf(page).getByRole('button', { name: 'Open RTL' }).click();
  await page.locator('.notification-toast', { hasText: 'this window cannot run the bitscape command' }).waitFor({ timeout: 20_000 });
  await shoot(page, 'web-host');
  assert.deepEqual(complaints, []);
}));
