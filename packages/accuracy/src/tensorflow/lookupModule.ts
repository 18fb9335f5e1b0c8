/**
 * A WebAssembly module with one function, which maps float32 bit patterns through a `QuantizerLookup` inside an imported memory:
 * `map(input, output, end, last, bits, shift)`, all byte addresses; `end` is the address behind the input.
 *
 * JavaScript over the same memory is three times slower: once a memory has grown, V8 checks every access to every typed array for a detached
 * buffer. The module is small enough to be written down here, instruction by instruction
 * (https://webassembly.github.io/spec/core/binary/index.html).
 */
export function lookupModule(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(TYPE, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(IMPORT, [1, ...text('host'), ...text('memory'), 2, 0, 0]),
    ...section(FUNCTION, [1, 0]),
    ...section(EXPORT, [1, ...text('map'), 0, 0]),
    ...section(CODE, [1, ...sized([1, 2, I32, ...BODY])]),
  ]);
}

const [TYPE, IMPORT, FUNCTION, EXPORT, CODE] = [1, 2, 3, 7, 10];
const I32 = 0x7f;

/** Parameters and locals, by index. */
const [INPUT, OUTPUT, STOP, LAST, BITS, SHIFT, PATTERN, BUCKET] = [0, 1, 2, 3, 4, 5, 6, 7];

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const constant = (value: number): number[] => [0x41, value];
const load = [0x28, 2, 0];
const store = [0x36, 2, 0];
const add = 0x6a;
const subtract = 0x6b;
const shiftLeft = 0x74;
const shiftRight = 0x76;
const lessThan = 0x49;
const atLeast = 0x4f;
const block = [0x02, 0x40];
const loop = [0x03, 0x40];
const branchIf = (depth: number): number[] => [0x0d, depth];
const end = 0x0b;

const BODY: readonly number[] = [
  // Nothing to do: leave.
  ...block, ...get(INPUT), ...get(STOP), atLeast, ...branchIf(0),
  ...loop,
  ...get(OUTPUT),
  // bits + 4 * (2 * bucket + (last[bucket] - pattern >>> 31)), the bucket kept as a byte offset in `last`.
  ...get(BITS),
  ...get(INPUT), ...load, ...tee(PATTERN), ...get(SHIFT), shiftRight, ...constant(2), shiftLeft, ...tee(BUCKET), ...constant(1), shiftLeft, add,
  ...get(LAST), ...get(BUCKET), add, ...load, ...get(PATTERN), subtract, ...constant(31), shiftRight, ...constant(2), shiftLeft, add,
  ...load, ...store,
  ...get(OUTPUT), ...constant(4), add, ...set(OUTPUT),
  ...get(INPUT), ...constant(4), add, ...tee(INPUT), ...get(STOP), lessThan, ...branchIf(0),
  end, end, end,
];

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}

/** Length as LEB128 (all parts are shorter than 16 KiB), then the content. */
function sized(content: readonly number[]): number[] {
  const length = content.length;
  return length < 128 ? [length, ...content] : [(length & 127) | 128, length >> 7, ...content];
}
