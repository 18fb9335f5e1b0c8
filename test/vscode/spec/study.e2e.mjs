import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../harness/toolbox.mjs';
import { command } from '../harness/fixture.mjs';
import { startCode } from '../harness/startCode.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { openFile, openWorkbench, runCommand, shoot } from '../harness/workbench.mjs';

let browser;
let code;
let page;
let complaints;

before(async () => {
  browser = await launchBrowser();
  code = await startCode({ settings: { 'workbench.colorTheme': 'Default Light Modern' }, machine: { 'bitscape.cliPath': command } });
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  complaints = watchPage(page);
  await openWorkbench(page, code);
});
after(async () => {
  await browser?.close();
  await code?.stop();
});

test('a misspelt key of a study is marked, with its place', async () => {
  await openFile(page, 'misspelt.study.json');
  await page.locator('.view-line', { hasText: 'misspelt axis' }).first().waitFor();
  await runCommand(page, 'Problems: Focus on Problems View');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: /axis.*not allowed|not allowed.*axis/i });
  await problem.first().waitFor({ timeout: 30_000 });
  assert.match(await problem.first().textContent(), /Ln 7, Col 3/);
  await shoot(page, 'study-diagnostics-light');
  await page.keyboard.press('Escape');
});

test('keys of a study are completed from its schema', async () => {
  await openFile(page, 'glyphs.study.json');
  const line = page.locator('.view-line', { hasText: '"seed"' }).first();
  await line.waitFor();
  await line.click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('"');
  await page.keyboard.press('Control+Space');
  const offered = page.locator('.suggest-widget .monaco-list-row', { hasText: 'constraints' });
  await offered.first().waitFor({ timeout: 20_000 });
  await shoot(page, 'study-completion-light');
  await page.keyboard.press('Escape');
  await runCommand(page, 'File: Revert File');
});

test('every study of the folder is a task', async () => {
  await runCommand(page, 'Tasks: Run Task');
  const input = page.locator('.quick-input-widget input').first();
  const category = page.locator('.quick-input-list .monaco-list-row', { hasText: 'bitscape' }).first();
  await category.waitFor({ timeout: 20_000 });
  await category.click();
  for (const name of ['explore glyphs.study.json', 'explore misspelt.study.json']) {
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor({ timeout: 20_000 });
  }
  await shoot(page, 'tasks-light');
  await input.press('Escape');
});

test('the task of a broken study marks the place that the command names', async () => {
  await openFile(page, 'misspelt.study.json');
  await page.locator('.view-line', { hasText: 'misspelt axis' }).first().waitFor();
  await runCommand(page, 'Bitscape: Explore Study');
  // The terminal takes the panel when the task starts: look at the problems once there is an error.
  await page.locator('.statusbar-item', { hasText: /^\s*1\s*2\s*$/ }).first().waitFor({ timeout: 30_000 });
  await runCommand(page, 'Problems: Focus on Problems View');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'unknown property' });
  await problem.first().waitFor({ timeout: 30_000 });
  assert.match(await problem.first().textContent(), /bitscape.*Ln 7, Col 3/);
  await shoot(page, 'task-problem-light');
});

test('nothing complained', () => {
  assert.deepEqual(complaints, []);
});
