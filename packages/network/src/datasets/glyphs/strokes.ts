/** A stroke: corner points `x, y, x, y, …` in a 0…8 × 0…8 box, y downwards. */
export type Stroke = readonly number[];

const BOWL_TOP: Stroke = [2, 1, 5, 1, 6, 2, 6, 3, 5, 4, 2, 4];
const BOWL_BOTTOM: Stroke = [2, 4, 5, 4, 6, 5, 6, 6, 5, 7, 2, 7];
const SPINE: Stroke = [2, 1, 2, 7];
const RING: Stroke = [3, 1, 5, 1, 6, 2, 6, 6, 5, 7, 3, 7, 2, 6, 2, 2, 3, 1];
const OPEN_RING: Stroke = [6, 2, 5, 1, 3, 1, 2, 2, 2, 6, 3, 7, 5, 7, 6, 6];

/**
 * The 20 classes, by label. Many differ by one short stroke (O and Q, C and G, P and R, E and F, B and 8 …): these fine differences
 * are what coarse quantization loses first.
 */
export const GLYPHS: readonly { readonly name: string; readonly strokes: readonly Stroke[] }[] = [
  { name: 'O', strokes: [RING] },
  { name: 'Q', strokes: [RING, [4, 5, 7, 8]] },
  { name: 'C', strokes: [OPEN_RING] },
  { name: 'G', strokes: [OPEN_RING, [6, 6, 6, 4, 4, 4]] },
  { name: 'D', strokes: [SPINE, [2, 1, 4, 1, 6, 3, 6, 5, 4, 7, 2, 7]] },
  { name: 'P', strokes: [SPINE, BOWL_TOP] },
  { name: 'R', strokes: [SPINE, BOWL_TOP, [4, 4, 6, 7]] },
  { name: 'B', strokes: [SPINE, BOWL_TOP, BOWL_BOTTOM] },
  { name: 'E', strokes: [SPINE, [2, 1, 6, 1], [2, 4, 5, 4], [2, 7, 6, 7]] },
  { name: 'F', strokes: [SPINE, [2, 1, 6, 1], [2, 4, 5, 4]] },
  { name: 'L', strokes: [SPINE, [2, 7, 6, 7]] },
  { name: 'T', strokes: [[1, 1, 7, 1], [4, 1, 4, 7]] },
  { name: 'Y', strokes: [[1, 1, 4, 4, 7, 1], [4, 4, 4, 7]] },
  { name: 'V', strokes: [[1, 1, 4, 7, 7, 1]] },
  { name: 'X', strokes: [[1, 1, 7, 7], [7, 1, 1, 7]] },
  { name: 'K', strokes: [SPINE, [6, 1, 2, 4, 6, 7]] },
  { name: 'H', strokes: [SPINE, [6, 1, 6, 7], [2, 4, 6, 4]] },
  { name: 'A', strokes: [[1, 7, 4, 1, 7, 7], [2.5, 4.5, 5.5, 4.5]] },
  { name: 'S', strokes: [[6, 2, 5, 1, 3, 1, 2, 2, 2, 3, 3, 4, 5, 4, 6, 5, 6, 6, 5, 7, 3, 7, 2, 6]] },
  { name: '5', strokes: [[6, 1, 2, 1, 2, 4, 5, 4, 6, 5, 6, 6, 5, 7, 2, 7]] },
];
