import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith, seededFrontier } from '../../test-data/seededFrontier.js';
import { readReportBundle } from './readReportBundle.js';
import { escapeJson, renderReport } from './renderReport.js';

const bundle = { script: "document.title = '</script><b>';", style: ".x::before { content: '</style>'; }" };

describe('renderReport', () => {
  it('carries the data, intact and apart from the markup, whatever names it holds', () => {
    const nasty = '</script><script>alert(1)</script><!-- & " \u2028';
    const file = frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 1 }, { label: nasty })]);
    const html = renderReport({ ...file, study: { ...file.study, name: nasty } }, { bundle });
    expect(html).not.toContain('alert(1)</script>');
    const window = new Window();
    window.document.write(html);
    const data = window.document.querySelector('#bitscape-frontier')!;
    expect((JSON.parse(data.textContent) as typeof file).points[0]!.label).toBe(nasty);
    expect(window.document.querySelectorAll('script')).toHaveLength(2);
    expect(window.document.querySelector('th[scope=row]')!.textContent).toBe(nasty);
  });
  it('refers to nothing outside', () => {
    const html = renderReport(seededFrontier(1, 20), { bundle });
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import|https?:/);
    expect(html).toContain("default-src 'none'");
  });
  it('has a table with every point for a reader without scripts', () => {
    const file = seededFrontier(2, 20);
    const window = new Window();
    window.document.write(renderReport(file, { bundle }));
    expect(window.document.querySelectorAll('main tbody tr')).toHaveLength(file.points.length);
  });
  it('gives the same bytes for the same input', () => {
    expect(renderReport(seededFrontier(1, 20), { bundle })).toBe(renderReport(seededFrontier(1, 20), { bundle }));
  });
  it('keeps script and style from ending their elements', () => {
    const html = renderReport(frontierWith([]), { bundle });
    expect(html).toContain(String.raw`'<\/script><b>'`);
    expect(html).toContain(String.raw`'<\/style>'`);
  });
});

describe('escapeJson', () => {
  it('round-trips', () => {
    const value = { text: '<!--</script>&\u2028\u2029', numbers: [1, 2.5e-9] };
    expect(JSON.parse(escapeJson(value))).toEqual(value);
    expect(escapeJson(value)).not.toMatch(/[<>&\u2028\u2029]/);
  });
});

describe('readReportBundle', () => {
  it('reads both files of a build', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    await writeFile(join(folder, 'explorer.js'), 'js');
    await writeFile(join(folder, 'explorer.css'), 'css');
    expect(await readReportBundle(folder)).toEqual({ script: 'js', style: 'css' });
    await rm(folder, { recursive: true });
  });
  it('says what to do when the package has not been built', async () => {
    await expect(readReportBundle('/nonexistent')).rejects.toMatchObject({ code: 'environment', hint: expect.stringContaining('npm run build') as unknown });
  });
});
