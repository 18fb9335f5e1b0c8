import { describe, expect, it } from 'vitest';
import { budgetCurve } from './budgetCurve.js';
import { budgetPlot } from './budgetPlot.js';
import { parseMemorySize } from './parseMemorySize.js';

const question = { memory: 1_370_286, maxBits: 8, activations: 'sum', activationBits: 'same', depth: 20 } as const;

describe('budgetCurve', () => {
  it('gives ResNet-20 itself for three bits in 171 kB, and more width for fewer bits', () => {
    const widths = budgetCurve(question).map(({ width }) => width);
    expect(widths[2]).toBe(16);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it('never exceeds the memory, and one more channel would', () => {
    for (const point of budgetCurve({ ...question, activationBits: 'at-least-4' })) {
      expect(point.activationBits).toBe(Math.max(4, point.parameterBits));
      expect(point.memoryBits).toBeLessThanOrEqual(question.memory);
      const next = budgetCurve({ ...question, activationBits: 'at-least-4', memory: point.memoryBits - 1 })[point.parameterBits - 1]!;
      expect(next.width).toBe(point.width - 1);
    }
  });

  it('says 0 where nothing fits', () => {
    expect(budgetCurve({ ...question, memory: 100 }).every(({ width, memoryBits }) => width === 0 && memoryBits === 0)).toBe(true);
  });
});

it('budgetPlot draws a marker for each number of bits and escapes its title', () => {
  const svg = budgetPlot(budgetCurve(question), 'a < b');
  expect(svg.match(/<circle/g)?.length).toBe(8);
  expect(svg).toContain('a &lt; b');
});

it.each([
  ['171kB', 1_368_000],
  ['64KiB', 524_288],
  ['1.4Mbit', 1_400_000],
  ['12', 12],
  ['2 MB', 16e6],
])('parseMemorySize(%j) is %d bits', (text, bits) => {
  expect(parseMemorySize(text)).toBe(bits);
});

it.each(['', '0', '-3kB', '12 parsecs', 'kB', '1e9', 'constructor', '3constructor'])('parseMemorySize refuses %j', (text) => {
  expect(() => parseMemorySize(text)).toThrow('Expected a size above 0');
});
