import type { AccessCounts, ArrayShape, LoopBounds } from './Mapping.js';

/**
 * Weight-stationary closed forms: rows hold the reduction, columns the output channels.
 *
 *     for pixel tile, for channel tile, for reduction tile: load weights, stream the pixels, drain
 *
 * Weights move down one row a cycle, and the last sum needs a cycle a row before weights may change: 2 x rows cycles a tile that are
 * not hidden behind computing. Checked against loop enumeration in the tests.
 */
export function weightStationary({ outputs, reduction, pixels }: LoopBounds, { rows, columns, pixelTile }: ArrayShape): AccessCounts {
  const pixelTiles = Math.ceil(pixels / pixelTile);
  const channelTiles = Math.ceil(outputs / columns);
  const reductionTiles = Math.ceil(reduction / rows);
  const tiles = pixelTiles * channelTiles * reductionTiles;
  const unfinished = pixels * outputs * (reductionTiles - 1);
  return {
    weightReads: outputs * reduction * pixelTiles,
    inputReads: pixels * reduction * channelTiles,
    partialSumWrites: unfinished,
    partialSumReads: unfinished,
    outputWrites: pixels * outputs,
    tiles,
    computeCycles: pixels * channelTiles * reductionTiles,
    transferCycles: tiles * 2 * rows,
    weightShiftCycles: tiles * rows,
    drainShiftCycles: 0,
  };
}
