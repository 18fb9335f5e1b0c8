import { addressBits, keepLargest, readShare } from './keepLargest.js';
import type { MatrixShape, PatternFamily } from './SparsityPattern.js';

/** `block:<r>x<c>:<share>`: whole blocks. Indices: a bit a block, or the number of each kept block, whichever is smaller. */
export const blockFamily: PatternFamily = {
  syntax: 'block:<r>x<c>:<share>',
  description: 'the given share of blocks of r rows and c columns',
  read(name) {
    const match = /^block:([1-9]\d*)x([1-9]\d*):(.+)$/.exec(name);
    if (match === null) return undefined;
    const [height, width, share] = [Number(match[1]), Number(match[2]), readShare(match[3]!)];
    if (share === undefined) return 'the share must be a number from 0 to 1';
    const across = ({ columns }: MatrixShape): number => Math.ceil(columns / width);
    const blocks = (shape: MatrixShape): number => Math.ceil(shape.rows / height) * across(shape);
    const keptBlocks = (shape: MatrixShape): number => Math.round(share * blocks(shape));
    /** Positions of a block; blocks at the edges are cut. */
    const members = (shape: MatrixShape, block: number): number[] => {
      const [top, left] = [Math.floor(block / across(shape)) * height, (block % across(shape)) * width];
      const positions: number[] = [];
      for (let row = top; row < Math.min(shape.rows, top + height); row++) {
        for (let column = left; column < Math.min(shape.columns, left + width); column++) positions.push(row * shape.columns + column);
      }
      return positions;
    };
    return {
      name: `block:${height}x${width}:${share}`,
      // Storage is laid out in whole blocks.
      kept: (shape) => keptBlocks(shape) * height * width,
      select(importance, shape) {
        const mask = new Uint8Array(importance.length);
        const total = (block: number): number => members(shape, block).reduce((sum, i) => sum + importance[i]!, 0);
        keepLargest(blocks(shape), keptBlocks(shape), total, (block) => members(shape, block).forEach((i) => (mask[i] = 1)));
        return mask;
      },
      indexBits: (shape) => (keptBlocks(shape) === 0 ? 0 : Math.min(blocks(shape), keptBlocks(shape) * addressBits(blocks(shape)))),
    };
  },
};
