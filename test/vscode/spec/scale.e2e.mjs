import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseFrontier } from '@bitscape/design';
import { fixture } from '../harness/fixture.mjs';
import { manyPoints, trialsAround } from '../harness/manyTrials.mjs';
import { startCode } from '../harness/startCode.mjs';
import { launchBrowser, repository, screenshots } from '../harness/toolbox.mjs';
import { watchPage } from '../harness/watchPage.mjs';
import { explorerOf, openFile, openWorkbench, shoot } from '../harness/workbench.mjs';

// Times in a browser without a graphics processor. They are printed; BITSCAPE_STRICT=1 holds them to the goals, on a machine with nothing else to do.
/** Milliseconds for the median of an update: the goal where BITSCAPE_STRICT is set, five times as much on a machine of unknown load. */
const LIMIT = process.env.BITSCAPE_STRICT === undefined ? 250 : 50;
let browser;
let frontier;
before(async () => {
  browser = await launchBrowser();
  frontier = parseFrontier(await readFile(join(fixture(), 'glyphs.frontier.json'), 'utf8'));
});
after(() => browser?.close());

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const show = (times) => `median ${median(times).toFixed(1)} ms, 95 % within ${[...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)].toFixed(1)} ms`;

/** In the page: from an event until the frame that it caused is drawn. */
function recordUpdates() {
  window.updates = [];
  for (const type of ['pointermove', 'input']) {
    window.addEventListener(type, () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.updates.push(performance.now() - start);
        port2.postMessage(0);
      });
    }, true);
  }
}

/** Moves over the plot, drags a slider and a brush, in the page of an explorer. @returns by gesture, times of the updates and processor time of each */
async function measure(page, explorer, frame, processorTime) {
  await frame.evaluate(recordUpdates);
  let spent = await processorTime();
  const taken = async () => {
    await page.waitForTimeout(200);
    const [times, before] = [await frame.evaluate(() => window.updates.splice(0)), spent];
    spent = await processorTime();
    return { times, processor: (spent - before) / Math.max(1, times.length) };
  };
  const box = await explorer.locator('.bs-plot svg').first().boundingBox();
  for (let move = 0; move < 40; move++) await page.mouse.move(box.x + 100 + move * 9, box.y + 80 + ((move * 37) % 200));
  const hover = await taken();
  for (let step = 0; step < 30; step++) {
    await explorer.locator('#bs-limit-energy').evaluate((slider, value) => {
      slider.value = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }, 190 - step * 4);
  }
  const slider = await taken();
  await explorer.locator('.bs-constraints').getByRole('button', { name: 'Clear filters' }).click();
  await explorer.locator('.bs-parallel').scrollIntoViewIfNeeded();
  const stage = await explorer.locator('.bs-parallel-stage').boundingBox();
  const head = await explorer.locator('.bs-head[data-axis="energy"]').boundingBox();
  const x = head.x + head.width / 2;
  await page.mouse.move(x, stage.y + 60);
  await taken();
  await page.mouse.down();
  for (let step = 0; step < 30; step++) await page.mouse.move(x, stage.y + 60 + step * 5);
  const brush = await taken();
  await page.mouse.up();
  return { hover, slider, brush };
}

/**
 * Measures up to three times: a median above the limit must not be the fault of a neighbour on the machine. Where more processes wait than
 * there are cores, the processor time of an update counts instead of the time on the wall.
 */
async function within(limit, page, explorer, frame, report) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const processorTime = async () => 1000 * (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  for (let attempt = 1; ; attempt++) {
    const gestures = await measure(page, explorer, frame, processorTime);
    const crowded = loadavg()[0] > availableParallelism();
    for (const [gesture, { times, processor }] of Object.entries(gestures)) report(`${gesture}: ${show(times)}, ${processor.toFixed(1)} ms of processor time${crowded ? ', crowded machine' : ''}`);
    const worst = Math.max(...Object.values(gestures).map(({ times, processor }) => (crowded ? Math.min(median(times), processor) : median(times))));
    if (worst < limit) return;
    assert.ok(attempt < 3, `${worst.toFixed(0)} ms, limit ${limit} ms`);
    await explorer.locator('.bs-constraints').getByRole('button', { name: 'Clear filters' }).click();
  }
}

for (const [name, trials] of [['50,000 trials around a frontier', true], ['a frontier of 50,000 points', false]]) {
  test(`${name}: drawn at once, hover and brush keep up`, async (t) => {
    const code = await startCode({ settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
    const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } });
    const complaints = watchPage(page);
    try {
      const made = trials ? trialsAround(frontier, 50_000) : { frontier: manyPoints(frontier, 50_000) };
      if (made.points !== undefined) await writeFile(join(code.folder, 'many.points.bin'), made.points);
      await writeFile(join(code.folder, 'many.frontier.json'), made.frontier);
      await openWorkbench(page, code);
      await page.getByRole('treeitem', { name: 'many.frontier.json' }).waitFor();
      const start = Date.now();
      await openFile(page, 'many.frontier.json');
      const explorer = explorerOf(page);
      await explorer.locator('[data-ready]').waitFor({ timeout: 60_000 });
      const total = Date.now() - start;
      const frame = page.frames().find((candidate) => candidate.url().includes('fake.html'));
      const drawn = await frame.evaluate(() => performance.measure('drawing', 'bitscape-received', 'bitscape-drawn').duration);
      t.diagnostic(`${name}: ${total} ms from the double click to the first drawing, ${drawn.toFixed(0)} ms of them from the arrival of the data`);
      assert.ok(drawn < (process.env.BITSCAPE_STRICT === undefined ? 10_000 : 2000), `${drawn} ms`);
      const legend = await explorer.locator('.bs-legend').textContent();
      const shown = [...legend.matchAll(/([\d,]+) (?:on the front|behind here|beaten|infeasible)/g)].reduce((sum, [, count]) => sum + Number(count.replaceAll(',', '')), 0);
      assert.equal(shown, 50_000, legend);
      const members = [...legend.matchAll(/([\d,]+) (?:on the front|behind here)/g)].reduce((sum, [, count]) => sum + Number(count.replaceAll(',', '')), 0);
      assert.equal(members, trials ? frontier.points.length : 50_000, 'the frontier is complete');
      await explorer.locator('.bs-head').nth(6 - 2 * Number(!trials)).waitFor();
      await shoot(page, trials ? 'trials-50000' : 'points-50000');
      await within(LIMIT, page, explorer, frame, (text) => t.diagnostic(`${name}: ${text}`));
      const heap = await frame.evaluate(() => performance.memory.usedJSHeapSize);
      t.diagnostic(`${name}: ${(heap / (1 << 20)).toFixed(0)} MiB of heap`);
      await explorer.locator('.bs-constraints').getByRole('button', { name: 'Clear filters' }).click();
      // Breakdown and parameters of one point of a large file come from the host.
      await explorer.locator('.bs-plot').focus();
      await page.keyboard.press('k');
      await explorer.locator('.bs-detail').getByRole('heading', { name: 'Design point' }).waitFor();
      await explorer.locator('.bs-detail', { hasText: 'technology' }).waitFor({ timeout: 30_000 });
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
      await code.stop();
    }
  });
}

test('a million trials: the frontier complete, the others as a density, and no hang', async (t) => {
  const made = trialsAround(frontier, 1_000_000);
  const page = await browser.newPage({ viewport: { width: 1400, height: 1100 }, colorScheme: 'dark' });
  const served = {
    '/': ['text/html', '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/explorer.css"><main id="bitscape-explorer"></main><script src="/host.js"></script><script src="/main.js"></script>'],
    // The page of the editor with a host that has the bytes at hand.
    '/host.js': ['text/javascript', `let ready; const asked = new Promise((done) => (ready = done));
      window.acquireVsCodeApi = () => ({ postMessage: ({ type }) => type === 'ready' && ready(), getState: () => null, setState: () => undefined });
      window.load = async () => { const bytes = (path) => fetch(path).then((answer) => answer.arrayBuffer()); const [frontier, trials] = [await bytes('/frontier'), await bytes('/trials')]; await asked; window.postMessage({ type: 'frontier', bytes: frontier, trials, name: 'many' }); };`],
    '/main.js': ['text/javascript', await readFile(join(repository, 'extension/dist/webview/main.js'))],
    '/explorer.css': ['text/css', await readFile(join(repository, 'extension/dist/webview/explorer.css'))],
    '/frontier': ['application/json', made.frontier],
    '/trials': ['application/octet-stream', Buffer.from(made.points.buffer, made.points.byteOffset, made.points.byteLength)],
  };
  const server = createServer((request, response) => {
    const [type, content] = served[request.url] ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    response.end(content);
  }).listen(0, '127.0.0.1');
  try {
    await new Promise((done) => server.once('listening', done));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(() => window.load());
    await page.locator('[data-ready]').waitFor({ timeout: 120_000 });
    const drawn = await page.evaluate(() => performance.measure('drawing', 'bitscape-received', 'bitscape-drawn').duration);
    t.diagnostic(`a million trials: ${(made.points.byteLength / (1 << 20)).toFixed(0)} MiB drawn ${drawn.toFixed(0)} ms after their arrival`);
    await page.locator('.bs-head[data-axis="accelerator.dataflow"]').waitFor({ timeout: 120_000 });
    const legend = await page.locator('.bs-legend').textContent();
    const members = [...legend.matchAll(/([\d,]+) (?:on the front|behind here)/g)].reduce((sum, [, count]) => sum + Number(count.replaceAll(',', '')), 0);
    assert.equal(members, frontier.points.length, 'the frontier is complete');
    assert.match(await page.locator('.bs-parallel-note').textContent(), /lines drawn/);
    assert.match(await page.locator('.bs-table caption').textContent(), /980,00\d points; the first 200,000 are listed/);
    const painted = await page.locator('.bs-cloud').evaluate((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0));
    assert.ok(painted, 'the cloud is on the canvas');
    await page.screenshot({ path: join(screenshots, 'trials-1000000.png') });
    await within(3000, page, page, page, (text) => t.diagnostic(`a million trials: ${text}`));
    const heap = await page.evaluate(() => performance.memory.usedJSHeapSize);
    t.diagnostic(`a million trials: ${(heap / (1 << 20)).toFixed(0)} MiB of heap`);
  } finally {
    await page.close();
    server.close();
  }
});
