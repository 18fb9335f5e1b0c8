// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { paintCloud } from './paintCloud.js';

const look = { width: 8, height: 6, side: 1, opacity: [0.2, 0.5], inks: [[10, 20, 30], [40, 50, 60]] as const };
const cloud = (marks: readonly (readonly [x: number, y: number, layer: number, ink: number])[], side = 1) => paintCloud({
  x: Float32Array.from(marks, ([x]) => x), y: Float32Array.from(marks, ([, y]) => y), layer: Uint8Array.from(marks, ([, , layer]) => layer), ink: Uint8Array.from(marks, ([, , , ink]) => ink),
}, { ...look, side }).data;
const at = (pixels: Uint8ClampedArray, x: number, y: number): number[] => [...pixels.slice((y * look.width + x) * 4, (y * look.width + x) * 4 + 4)];

describe('paintCloud', () => {
  it('paints a mark with its ink and leaves the rest clear', () => {
    const pixels = cloud([[2.4, 3.4, 1, 1]]);
    expect(at(pixels, 2, 3)).toEqual([40, 50, 60, 128]);
    expect(pixels.reduce((sum, value) => sum + value, 0)).toBe(40 + 50 + 60 + 128);
  });
  it('covers lower layers and counts marks of the same one', () => {
    expect(at(cloud([[2.5, 2.5, 0, 0], [2.5, 2.5, 1, 1], [2.5, 2.5, 0, 0]]), 2, 2)).toEqual([40, 50, 60, 128]);
    expect(at(cloud([[2.5, 2.5, 0, 0], [2.5, 2.5, 0, 0]]), 2, 2)[3]).toBeGreaterThan(at(cloud([[2.5, 2.5, 0, 0]]), 2, 2)[3]!);
  });
  it('clips marks at the edges', () => {
    expect(at(cloud([[0, 0, 1, 0], [8, 6, 1, 0], [-20, 3, 1, 0]], 3), 0, 0)[3]).toBe(128);
  });
});
