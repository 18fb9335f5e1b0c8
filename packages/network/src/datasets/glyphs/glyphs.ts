import type { LabelledImages } from '../makeDataset.js';
import { drawGlyph, SIDE } from './drawGlyph.js';
import { seededUniform } from './seededUniform.js';
import { GLYPHS } from './strokes.js';

const SPLITS = {
  train: { length: 12_000, key: 0x67_6c_79_01 },
  test: { length: 4_000, key: 0x67_6c_79_02 },
} as const;

/**
 * The embedded image task: 20 classes of stroke-drawn glyphs on 16×16 grey images, 12,000 for training and 4,000 for testing, drawn
 * when asked for. Every image depends on its split and position only, so the first n images do not change with n.
 *
 * @param limit draw only the first `limit` images.
 */
export function drawGlyphs(split: 'train' | 'test', limit = Infinity): LabelledImages {
  const { length, key } = SPLITS[split];
  const count = Math.min(length, limit);
  const pixels = new Uint8Array(count * SIDE * SIDE);
  const labels = new Int32Array(count);
  for (let image = 0; image < count; image++) {
    const uniform = seededUniform(Math.imul(key, 0x9e3779b1) + Math.imul(image, 0x85ebca6b));
    const label = Math.floor(uniform() * GLYPHS.length);
    labels[image] = label;
    drawGlyph(label, uniform, pixels, image * SIDE * SIDE);
  }
  return { classes: GLYPHS.length, imageShape: [SIDE, SIDE, 1], pixels, labels };
}
