import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { codeRuns } from './codeRuns.js';

describe('codeRuns', () => {
  const memory = new KernelMemory();

  it('moves and fills what a loop over all positions does, for every image', () => {
    const size = 40;
    // Position 0 stands for padding; some neighbours stay neighbours.
    const sources = fc.array(fc.oneof(fc.constant([0]), fc.tuple(fc.integer({ min: 1, max: size - 12 }), fc.integer({ min: 1, max: 12 })).map(([from, length]) => Array.from({ length }, (_, i) => from + i))), { maxLength: 12 });
    fc.assert(
      fc.property(sources, fc.integer({ min: 1, max: 3 }), (parts, images) => {
        const order = Int32Array.from(parts.flat());
        const mark = memory.mark;
        const codes = Uint16Array.from({ length: images * size }, (_, i) => 1000 + i);
        const source = memory.put(codes);
        const target = memory.allocate(images * order.length * 2);
        const moves = codeRuns(order, 1, size, 1);
        const padding = codeRuns(order, 0, 1, 0);
        memory.kernels.fillCodes(7, target, images, order.length * 2, memory.put(padding.triples), padding.count);
        memory.kernels.moveCodes(source, target, images, size * 2, order.length * 2, memory.put(moves.triples), moves.count);
        const expected = Array.from({ length: images }, (_, image) => Array.from(order, (from) => (from === 0 ? 7 : codes[image * size + from - 1]!))).flat();
        expect(Array.from(memory.codes(target, images * order.length))).toEqual(expected);
        memory.release(mark);
      }),
    );
  });

  it('joins neighbours into one run', () => {
    expect(codeRuns(Int32Array.of(5, 6, 7, 0, 0, 9), 1, 20, 1)).toEqual({ triples: Int32Array.of(4, 0, 3, 8, 5, 1), count: 2 });
    expect(codeRuns(Int32Array.of(5, 6, 7, 0, 0, 9), 0, 1, 0)).toEqual({ triples: Int32Array.of(0, 3, 2), count: 1 });
  });
});
