import { buildGlyphsResnet, layersOf, type Layer } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { tensorLifetimes } from './tensorLifetimes.js';

const dims = { inHeight: 4, inWidth: 4, inChannels: 2, outHeight: 4, outWidth: 4, outChannels: 2 };
const layer = (input: string, output: string, residual?: string) => ({ input, output, dims, ...(residual === undefined ? {} : { residual }) }) as Layer;

describe('tensorLifetimes', () => {
  it('keeps a residual from its writer to the layer that adds it', () => {
    const lifetimes = tensorLifetimes([layer('image', 'a'), layer('a', 'b'), layer('b', 'c', 'a'), layer('c', 'd')]);
    const span = (name: string) => lifetimes.filter((tensor) => tensor.name === name).map(({ from, until, readers, writer }) => ({ from, until, readers, writer }));
    expect(span('image')).toEqual([{ from: 0, until: 0, readers: [0], writer: undefined }]);
    expect(span('a')).toEqual([{ from: 0, until: 2, readers: [1, 2], writer: 0 }]);
    expect(span('b')).toEqual([{ from: 1, until: 2, readers: [2], writer: 1 }]);
    expect(span('d')).toEqual([{ from: 3, until: 3, readers: [], writer: 3 }]);
  });

  it('hands a tensor that only another operator reads to the next layer, and brings its result in one layer before its reader', () => {
    const lifetimes = tensorLifetimes([layer('image', 'a'), layer('pooled', 'b')]);
    expect(lifetimes.find(({ name }) => name === 'a')).toMatchObject({ from: 0, until: 1 });
    expect(lifetimes.find(({ name }) => name === 'pooled')).toMatchObject({ from: 0, until: 1 });
  });

  it('covers every reader and writer of a real network', () => {
    const layers = layersOf(buildGlyphsResnet(1));
    const lifetimes = tensorLifetimes(layers);
    for (const [index, { input, residual, output }] of layers.entries()) {
      for (const name of [input, output, ...(residual === undefined ? [] : [residual])]) {
        const found = lifetimes.filter((tensor) => tensor.name === name);
        expect(found).toHaveLength(1);
        expect(found[0]!.from).toBeLessThanOrEqual(index);
        expect(found[0]!.until).toBeGreaterThanOrEqual(index);
        expect(found[0]!.elements).toBeGreaterThan(0);
      }
    }
  });
});
