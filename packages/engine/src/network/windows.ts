import { poolDivisor, poolWindow } from '@bitscape/datapath';
import type { PoolNode, ReduceMeanNode } from '@bitscape/network';

/** Which elements of one image go into each output of a pool or a mean: `sources[starts[i]] … sources[starts[i + 1] - 1]`. */
export interface Windows {
  readonly starts: Int32Array;
  readonly sources: Int32Array;
  /** Divisor of an average, of each output. */
  readonly divisors: Float64Array;
}

/** Windows of a pool; shapes with any batch. */
export function poolWindows(node: PoolNode, input: readonly number[], output: readonly number[]): Windows {
  const [height, width, channels] = output.slice(1) as [number, number, number];
  const lists: Int32Array[] = [];
  const divisors: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const window = poolWindow(node, input, y, x);
      for (let c = 0; c < channels; c++) {
        lists.push(Int32Array.from(window, ([row, column]) => (row * input[2]! + column) * channels + c));
        divisors.push(poolDivisor(node, window.length));
      }
    }
  }
  return join(lists, divisors);
}

/** Windows of a mean over axes, the batch not among them. */
export function meanWindows(node: ReduceMeanNode, input: readonly number[]): Windows {
  const sizes = input.slice(1);
  const count = sizes.reduce((product, size) => product * size, 1);
  const outputs = sizes.reduce((product, size, axis) => (node.axes.includes(axis + 1) ? product : product * size), 1);
  const lists = Array.from({ length: outputs }, (): number[] => []);
  for (let index = 0; index < count; index++) {
    let [target, stride, rest] = [0, 1, index];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const coordinate = rest % sizes[axis]!;
      rest = Math.floor(rest / sizes[axis]!);
      if (node.axes.includes(axis + 1)) continue;
      target += coordinate * stride;
      stride *= sizes[axis]!;
    }
    lists[target]!.push(index);
  }
  return join(lists.map((list) => Int32Array.from(list)), lists.map(({ length }) => length));
}

function join(lists: readonly Int32Array[], divisors: readonly number[]): Windows {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = starts[i]! + list.length));
  const sources = new Int32Array(starts[lists.length]!);
  lists.forEach((list, i) => sources.set(list, starts[i]));
  return { starts, sources, divisors: Float64Array.from(divisors) };
}
