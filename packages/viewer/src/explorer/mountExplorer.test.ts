// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writePoints, type TrialRow } from '@bitscape/design';
import { readPointColumns } from '@bitscape/design/browser';
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
const named = (name: string): HTMLButtonElement => (all('button') as HTMLButtonElement[]).find((button) => (button.getAttribute('aria-label') ?? button.textContent) === name)!;
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
    named('Copy RTL command').click();
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
  it('uses no style attribute in its markup, only styles set one by one on what has a place', () => {
    mount();
    press('ArrowRight');
    for (const name of ['Pin to compare', 'Undo']) named(name).click();
    expect(root.innerHTML.replace(/<(?:div class="bs-tooltip"|canvas|button type="button" class="bs-head")[^>]*>/g, '')).not.toContain('style=');
  });
  it('shows names with markup in them as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    mount(frontierWith([pointWith('e', { accuracy: 0.5, energy: 1, area: 1 }, { label: evil, breakdown: [{ component: evil, energyUj: 1, areaMm2: 1 }] })]));
    press('ArrowRight');
    expect(all('img')).toEqual([]);
    expect(text('.bs-detail h2')).toBe(evil);
  });
});

describe('mountExplorer and what narrows down', () => {
  const limit = (name: string, step: number): void => {
    const slider = root.querySelector<HTMLInputElement>(`#bs-limit-${name}`)!;
    slider.value = String(step);
    slider.dispatchEvent(new Event('input'));
  };
  it('recomputes the frontier among what passes a constraint, and says how many pass', () => {
    mount();
    const before = text('.bs-step-line').length;
    expect(before).toBe(0);
    limit('energy', 60);
    const passing = file.points.filter((point) => point.objectives.energy! <= saved!.constraints.energy!);
    expect(passing.length).toBeGreaterThan(3);
    expect(passing.length).toBeLessThan(file.points.length);
    expect(text('.bs-kept')).toContain(`${passing.length} of ${file.points.length} points pass`);
    expect(text('.bs-legend')).toContain(`${file.points.length - passing.length} filtered out`);
    expect(text('.bs-legend')).toContain('front without the filters');
    expect(all('.bs-mark.bs-excluded[data-id]')).toHaveLength(file.points.length - passing.length);
    expect(all('.bs-table tbody tr')).toHaveLength(passing.length);
    const members = passing.filter((one) => !passing.some((other) => file.objectives.every(({ name, direction }) => (direction === 'max' ? other.objectives[name]! >= one.objectives[name]! : other.objectives[name]! <= one.objectives[name]!)) && file.objectives.some(({ name }) => other.objectives[name] !== one.objectives[name])));
    expect(text('.bs-kept')).toContain(`; ${members.length} on the frontier of what passes`);
    named('Clear filters').click();
    expect(saved!.constraints).toEqual({});
    expect(all('.bs-excluded[data-id]')).toHaveLength(0);
  });
  it('undoes a dragged slider in one step, redoes it, and resets everything but selection and tray', () => {
    mount();
    press('ArrowRight');
    press(' ');
    for (const step of [150, 100, 60]) limit('area', step);
    expect(saved!.constraints.area).toBeDefined();
    named('Undo').click();
    expect(saved!.constraints).toEqual({});
    expect(saved!.pins).toHaveLength(1);
    named('Redo').click();
    expect(saved!.constraints.area).toBeDefined();
    choose('#bs-axis-x', 'area');
    named('Reset').click();
    expect(saved!.constraints).toEqual({});
    expect(saved!.x.objective).toBe('energy');
    expect([saved!.pins.length, saved!.selected]).toEqual([1, saved!.pins[0]]);
  });
  it('filters by a value of a parameter, flips and moves an axis, all by keyboard', () => {
    mount();
    const head = (key: string): HTMLElement => root.querySelector<HTMLElement>(`.bs-head[data-axis="${key}"]`)!;
    const on = (key: string, options: KeyboardEventInit): boolean => head('accelerator.array.rows').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...options }));
    on('2', {});
    expect(saved!.brushes).toEqual([{ axis: 'accelerator.array.rows', values: ['16'] }]);
    expect(all('.bs-table tbody tr')).toHaveLength(file.points.filter((point) => point.point.accelerator.array.rows === 16).length);
    expect(all('.bs-brush')).toHaveLength(1);
    on('3', {});
    expect(all('.bs-brush')).toHaveLength(2);
    on('Delete', {});
    expect(saved!.brushes).toEqual([]);
    head('accelerator.array.rows').click();
    expect(saved!.flipped).toEqual(['accelerator.array.rows']);
    expect(head('accelerator.array.rows').getAttribute('aria-label')).toContain('flipped');
    const keys = (): string[] => all('.bs-head').map((one) => one.getAttribute('data-axis')!);
    const before = keys();
    on('ArrowRight', { shiftKey: true });
    expect(keys().indexOf('accelerator.array.rows')).toBe(before.indexOf('accelerator.array.rows') + 1);
  });
  it('compares pinned points with the first, with differences and stacked bars', () => {
    mount();
    press('ArrowRight');
    press(' ');
    press('End');
    press(' ');
    expect(saved!.pins).toHaveLength(2);
    expect(text('.bs-tray')).toContain('Energy per inference');
    expect(text('.bs-tray tbody')).toMatch(/[+−][\d.]+ % (?:better|worse)/);
    expect(all('.bs-stack-bar')).toHaveLength(4);
    expect(all('.bs-ring-pinned')).toHaveLength(2);
    named('Compare with this').click();
    expect(text('.bs-tray .bs-pin-head')).toContain(file.points.find(({ id }) => id === saved!.pins[0])!.label);
    press(' ');
    expect(saved!.pins).toHaveLength(1);
  });
  it('suggests a knee, names its rule and goes to it', () => {
    mount();
    expect(text('[aria-label="Suggestion"]')).toContain('farthest from the line between the ends of the front');
    press('k');
    const first = saved!.selected;
    expect(root.querySelector(`.bs-front[data-id="${first!}"]`)).not.toBeNull();
    choose('#bs-knee-rule', 'ideal');
    expect(text('[aria-label="Suggestion"]')).toContain('nearest to the ideal point');
  });
});

describe('mountExplorer with all trials', () => {
  const rows = file.points.map((point): TrialRow => ({ id: point.id, label: point.label, status: 'frontier', reason: '', objectives: point.objectives, axes: { 'numerics.weights.format': point.point.numerics.weights.format } }));
  const others = Array.from({ length: 300 }, (_, index): TrialRow => ({
    id: `t${index}`, label: `trial ${index}`, status: index % 10 === 0 ? 'infeasible' : index % 25 === 1 ? 'failed' : 'feasible', reason: index % 10 === 0 ? 'area over the limit' : '',
    objectives: index % 25 === 1 ? {} : { accuracy: 0.1 + index / 1000, energy: 9 + index / 100, area: 3, latency: 1, weightMemory: 20 }, axes: { 'numerics.weights.format': index % 2 === 0 ? 'int2' : 'lns:1.0' },
  }));
  const complete = { ...file, counts: { trials: rows.length + 300, feasible: rows.length + 260, infeasible: 30, failed: 10, frontier: rows.length } };
  const trials = readPointColumns(writePoints([...rows, ...others]));
  const withTrials = (columns = trials): void => {
    explorer = mountExplorer(root, complete, { copyText: () => undefined, saveState: (state) => void (saved = state), restoreState: () => null }, columns);
  };
  it('draws dominated ones faded and infeasible ones hollow, and lists what is feasible', () => {
    withTrials();
    const count = (status: TrialRow['status']): number => [...rows, ...others].filter((row) => row.status === status).length;
    expect(all('.bs-layer-marks .bs-infeasible')).toHaveLength(count('infeasible'));
    expect(all('.bs-layer-marks .bs-dominated').length).toBeGreaterThanOrEqual(count('feasible'));
    expect(text('.bs-legend')).toContain(`${count('infeasible')} infeasible in the study`);
    expect(text('.bs-legend')).toContain(`${count('failed')} not drawn`);
    expect(text('.bs-table caption')).toContain(`${count('frontier') + count('feasible')} points`);
    expect(root.querySelector('.bs-table')!.getAttribute('aria-rowcount')).toBe(String(count('frontier') + count('feasible') + 1));
    expect(all('.bs-table tbody tr[data-id]').length).toBeLessThan(120);
    root.querySelector<HTMLInputElement>('#bs-trials')!.click();
    expect(all('.bs-layer-marks path')).toHaveLength(rows.length);
  });
  it('makes dominated trials the frontier where everything better is filtered out', () => {
    withTrials();
    root.querySelector('.bs-head[data-axis="numerics.weights.format"]')!.dispatchEvent(new KeyboardEvent('keydown', { key: String([...new Set([...rows, ...others].map((row) => String(row.axes['numerics.weights.format'])))].sort().indexOf('int2') + 1), bubbles: true }));
    const kept = others.filter((row) => row.status === 'feasible' && row.axes['numerics.weights.format'] === 'int2');
    expect(text('.bs-kept')).toContain(`${kept.length} of`);
    expect(all('.bs-layer-marks .bs-front').length).toBeGreaterThan(0);
    expect(all('.bs-layer-marks .bs-front').every((mark) => mark.getAttribute('data-id')!.startsWith('t'))).toBe(true);
  });
  it('says that a trial off the frontier has no breakdown and no RTL', () => {
    withTrials();
    root.querySelector<HTMLElement>('tr[data-id^="t"] td')!.click();
    expect(text('.bs-detail')).toContain('kept for the frontier of the study only');
    expect(root.querySelector('.bs-primary')).toBeNull();
  });
  it('leaves out the trials of another run and says so', () => {
    withTrials(readPointColumns(writePoints(rows.slice(1))));
    expect(text('.bs-notice')).toContain('of another run');
    expect(all('.bs-layer-marks path')).toHaveLength(file.points.length);
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
