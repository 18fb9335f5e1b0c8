import { describe, expect, it } from 'vitest';
import { loadDataset } from '../loadDataset.js';
import { drawGlyphs } from './glyphs.js';
import { GLYPHS } from './strokes.js';

describe('drawGlyphs', () => {
  it('gives the pinned bytes on every machine', async () => {
    expect((await loadDataset('glyphs', 'train')).hash).toBe('980243382f457aadce72e9214d9f60c29199a43a21e5b4d0bec0082d4dec84f5');
    expect((await loadDataset('glyphs', 'test')).hash).toBe('00bebdb83093faeb028009cdb95f0f19f18d5914a0866ba4be7bcadce662f7dd');
  });

  it('has 12,000 and 4,000 images of 16x16x1 in 20 classes of about equal size', () => {
    for (const [split, length] of [['train', 12_000], ['test', 4_000]] as const) {
      const { labels, pixels, classes, imageShape } = drawGlyphs(split);
      expect([labels.length, pixels.length, classes, imageShape]).toEqual([length, length * 256, 20, [16, 16, 1]]);
      const counts = new Array<number>(GLYPHS.length).fill(0);
      labels.forEach((label) => counts[label]!++);
      // Five standard deviations of a binomial count.
      const tolerance = 5 * Math.sqrt((length / 20) * (19 / 20));
      for (const count of counts) expect(Math.abs(count - length / 20)).toBeLessThan(tolerance);
    }
  });

  it('gives the first images of the full set when fewer are asked for', () => {
    const all = drawGlyphs('test');
    const few = drawGlyphs('test', 17);
    expect(few.labels).toEqual(all.labels.slice(0, 17));
    expect(few.pixels).toEqual(all.pixels.slice(0, 17 * 256));
    expect(drawGlyphs('test', 10 ** 9).labels.length).toBe(4_000);
  });

  it('repeats no image within or across the splits', () => {
    const seen = new Set<string>();
    for (const split of ['train', 'test'] as const) {
      const { pixels } = drawGlyphs(split);
      for (let at = 0; at < pixels.length; at += 256) seen.add(Buffer.from(pixels.subarray(at, at + 256)).toString('latin1'));
    }
    expect(seen.size).toBe(16_000);
  });
});
