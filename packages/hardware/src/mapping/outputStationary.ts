import type { AccessCounts, ArrayShape, LoopBounds } from './Mapping.js';

/**
 * Output-stationary closed forms: rows hold output pixels, columns the output channels; every element keeps its sum.
 *
 *     for pixel tile, for channel tile: stream the reduction, then drain the sums
 *
 * Weights move down one row a cycle, so the last row finishes `rows` cycles after the first, and sums leave through the columns one
 * row a cycle: 2 x rows cycles a tile that are not hidden behind computing. Checked against loop enumeration in the tests.
 */
export function outputStationary({ outputs, reduction, pixels }: LoopBounds, { rows, columns }: ArrayShape): AccessCounts {
  const pixelTiles = Math.ceil(pixels / rows);
  const channelTiles = Math.ceil(outputs / columns);
  const tiles = pixelTiles * channelTiles;
  return {
    weightReads: outputs * reduction * pixelTiles,
    inputReads: pixels * reduction * channelTiles,
    partialSumWrites: 0,
    partialSumReads: 0,
    outputWrites: pixels * outputs,
    tiles,
    computeCycles: tiles * reduction,
    transferCycles: tiles * 2 * rows,
    weightShiftCycles: tiles * reduction,
    drainShiftCycles: tiles * rows,
  };
}
