// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { frontierWith, pointWith, seededFrontier } from '../../test-data/seededFrontier.js';
import type { ViewState } from '../model/ViewState.js';
import type { ExplorerHost } from './ExplorerHost.js';
import { mountExplorer, type Explorer } from './mountExplorer.js';

const file = seededFrontier(7, 60);
let root: HTMLElement;
let saved: ViewState | undefined;
let opened: string[];
let explorer: Explorer;

function mount(frontier = file, more: Partial<ExplorerHost> = {}): void {
  explorer = mountExplorer(root, frontier, {
    openRtl: (id) => opened.push(id), copyText: () => undefined, saveState: (state) => void (saved = state), restoreState: () => null, ...more,
  });
}
const all = (selector: string): Element[] => [...root.querySelectorAll(selector)];
const text = (selector: string): string => root.querySelector(selector)?.textContent ?? '';
const press = (key: string, options: KeyboardEventInit = {}): void => void root.querySelector('.bs-plot')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...options }));
const choose = (selector: string, value: string): void => {
  const select = root.querySelector<HTMLSelectElement>(selector)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  root = document.querySelector('main')!;
  saved = undefined;
  opened = [];
});

describe('mountExplorer', () => {
  it('draws one mark a point, a step line, and one table row a point', () => {
    mount();
    expect(all('.bs-layer-marks path')).toHaveLength(file.points.length);
    expect(root.querySelector('.bs-step-line')!.getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+(?:L[\d.]+,[\d.]+){3,}$/);
    expect(all('.bs-table tbody tr')).toHaveLength(file.points.length);
    expect(root.hasAttribute('data-ready')).toBe(true);
  });
  it('keeps the drawing of a seeded frontier', () => {
    mount(seededFrontier(9, 12));
    const marks = all('.bs-layer-marks path').map((mark) => `${mark.getAttribute('class')} ${mark.getAttribute('transform')}`);
    expect({ marks, line: root.querySelector('.bs-step-line')!.getAttribute('d'), ticks: all('.bs-tick').map((tick) => tick.textContent) }).toMatchSnapshot();
  });
  it('walks with the arrows, announces each point and shows its details', () => {
    mount();
    press('ArrowRight');
    expect(text('.bs-live')).toMatch(new RegExp(`^point 1 of ${file.points.length}: .+: Top-1 accuracy [\\d.]+ %, Energy per inference [\\d.]+ µJ`));
    press('ArrowRight');
    expect(text('.bs-live')).toMatch(/^point 2 of/);
    expect(text('.bs-detail h2')).toBe(file.points.find((point) => point.id === saved!.selected)!.label);
    press('End');
    expect(text('.bs-live')).toMatch(new RegExp(`^point ${file.points.length} of`));
    press('Home');
    expect(text('.bs-live')).toMatch(/^point 1 of/);
    press('Escape');
    expect(saved!.selected).toBeNull();
    expect(text('.bs-live')).toBe('no point selected');
  });
  it('opens the RTL of the selected point with Enter and with the button, and leaves combinations to the editor', () => {
    mount();
    press('Enter');
    expect(opened).toEqual([]);
    press('ArrowRight');
    press('Enter', { ctrlKey: true });
    expect(opened).toEqual([]);
    press('Enter');
    root.querySelector<HTMLButtonElement>('.bs-primary')!.click();
    expect(opened).toEqual([saved!.selected, saved!.selected]);
  });
  it('offers no Open RTL where the host cannot, but a command to copy', async () => {
    const copied = vi.fn();
    mount(file, { openRtl: undefined, rtlCommand: (id) => `bitscape rtl --point ${id}`, copyText: copied });
    expect(text('.bs-keys')).not.toContain('Enter');
    press('ArrowRight');
    expect(root.querySelector('.bs-primary')).toBeNull();
    root.querySelector<HTMLButtonElement>('.bs-secondary')!.click();
    expect(copied).toHaveBeenCalledWith(`bitscape rtl --point ${saved!.selected!}`);
    await vi.waitFor(() => expect(text('.bs-live')).toContain('command copied'));
  });
  it('shows another pair of objectives and a logarithmic axis on request', () => {
    mount();
    choose('#bs-axis-x', 'area');
    expect(text('.bs-axis-title')).toContain('Area [mm²]');
    expect(saved!.x).toEqual({ objective: 'area', scale: 'linear' });
    root.querySelector<HTMLInputElement>('#bs-log-x')!.click();
    expect(saved!.x.scale).toBe('log');
    expect(text('.bs-axis-title')).toContain('(log)');
  });
  it('puts the best values up and to the left for every pair of objectives', () => {
    mount();
    const placeOf = (id: string): number[] => root.querySelector(`.bs-mark[data-id="${id}"]`)!.getAttribute('transform')!.match(/[\d.]+/g)!.map(Number);
    for (const x of file.objectives) {
      for (const y of file.objectives) {
        choose('#bs-axis-x', x.name);
        choose('#bs-axis-y', y.name);
        const sign = { x: x.direction === 'min' ? 1 : -1, y: y.direction === 'min' ? 1 : -1 };
        const [a, b] = [file.points[0]!, file.points[1]!];
        const dx = sign.x * (a.objectives[x.name]! - b.objectives[x.name]!);
        const dy = sign.y * (a.objectives[y.name]! - b.objectives[y.name]!);
        expect(Math.sign(placeOf(a.id)[0]! - placeOf(b.id)[0]!), x.name).toBe(Math.sign(dx));
        expect(Math.sign(placeOf(a.id)[1]! - placeOf(b.id)[1]!), y.name).toBe(Math.sign(dy));
      }
    }
  });
  it('restores a saved view and keeps it when the file changes, and says when the selected point is gone', () => {
    const id = file.points[3]!.id;
    mount();
    choose('#bs-axis-x', 'latency');
    root.querySelector<HTMLElement>(`tr[data-id="${id}"] td`)!.click();
    const state = JSON.parse(JSON.stringify(saved)) as ViewState;
    explorer.dispose();
    mount(file, { restoreState: () => state });
    expect(root.querySelector<HTMLSelectElement>('#bs-axis-x')!.value).toBe('latency');
    expect(text('.bs-id')).toBe(id);
    explorer.update({ ...file, points: file.points.slice(2) });
    expect(text('.bs-id')).toBe(id);
    explorer.update({ ...file, points: file.points.slice(4) });
    expect(root.querySelector<HTMLSelectElement>('#bs-axis-x')!.value).toBe('latency');
    expect(text('.bs-live')).toContain(id);
  });
  it('zooms by keyboard, walks within, and shows everything again', () => {
    mount();
    press('ArrowRight');
    for (let step = 0; step < 3; step++) press('+');
    const inside = all('.bs-layer-marks path').length;
    expect(inside).toBeLessThan(file.points.length);
    expect(text('.bs-legend')).toContain(`${file.points.length - inside} outside of the zoom`);
    press('End');
    expect(text('.bs-live')).toMatch(new RegExp(`^point ${inside} of ${inside}:`));
    press('0');
    expect(saved!.zoom).toBeNull();
    expect(all('.bs-layer-marks path')).toHaveLength(file.points.length);
    press('+');
    expect(saved!.zoom).not.toBeNull();
    choose('#bs-axis-x', 'area');
    expect(saved!.zoom).toBeNull();
  });
  it('sorts the table from its headers and says so', () => {
    mount();
    const head = (): HTMLElement => root.querySelector<HTMLElement>('[data-focus="sort-energy"]')!;
    head().click();
    expect(head().closest('th')!.getAttribute('aria-sort')).toBe('ascending');
    const values = all('.bs-table tbody tr').map((row) => Number(row.querySelectorAll('td')[1]!.textContent));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    head().click();
    expect(head().closest('th')!.getAttribute('aria-sort')).toBe('descending');
  });
  it('has exactly one tab stop among the rows', () => {
    mount();
    expect(all('.bs-row-button[tabindex="0"]')).toHaveLength(1);
    press('ArrowRight');
    expect(all('.bs-row-button[tabindex="0"]').map((name) => name.closest('tr')!.getAttribute('data-id'))).toEqual([saved!.selected]);
  });
  it('uses no style attribute in its markup', () => {
    mount();
    press('ArrowRight');
    expect(root.innerHTML.replace(/<div class="bs-tooltip"[^>]*>/, '')).not.toContain('style=');
  });
  it('shows names with markup in them as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    mount(frontierWith([pointWith('e', { accuracy: 0.5, energy: 1, area: 1 }, { label: evil, breakdown: [{ component: evil, energyUj: 1, areaMm2: 1 }] })]));
    press('ArrowRight');
    expect(all('img')).toEqual([]);
    expect(text('.bs-detail h2')).toBe(evil);
  });
});

describe('mountExplorer with degenerate data', () => {
  const one = pointWith('a', { accuracy: 0.9, energy: 1, area: 1 });
  it.each([
    ['no point', frontierWith([]), 0, 'The frontier is empty'],
    ['one point', frontierWith([one]), 1, ''],
    ['equal points', frontierWith([one, pointWith('b', one.objectives)]), 2, ''],
    ['values missing', frontierWith([pointWith('a', { accuracy: 0.5 }), pointWith('b', { accuracy: NaN, energy: 1 })]), 0, 'No point has a value for both axes'],
    ['one objective', frontierWith([one], ['energy']), 1, 'The study has one objective'],
  ])('draws %s', (_, frontier, marks, message) => {
    mount(frontier);
    expect(all('.bs-layer-marks path')).toHaveLength(marks);
    expect(text('.bs-empty')).toContain(message);
    expect(root.innerHTML).not.toMatch(/d="[^"]*(?:NaN|Infinity)|translate\((?:NaN|[^)]*Infinity)/);
    for (const key of ['ArrowRight', 'ArrowUp', 'End', 'Enter', 'c']) press(key);
    expect(all('.bs-table tbody tr')).toHaveLength(frontier.points.length);
  });
  it('counts what is not drawn in the legend', () => {
    mount(frontierWith([one, pointWith('b', { accuracy: 0.5, energy: -1, area: 1 }), pointWith('c', { accuracy: 0.5, area: 1 })]), {
      restoreState: () => ({ version: 1, x: { objective: 'energy', scale: 'log' } }),
    });
    expect(text('.bs-legend')).toContain('1 not drawn: value missing');
    expect(text('.bs-legend')).toContain('1 not drawn: not positive');
  });
});
