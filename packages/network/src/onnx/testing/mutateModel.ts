import { ModelProto } from '../schema.js';

const NUMBERS = [0, -1, 1, 2, 3, 7, 10, 13, 255, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 40, -(2 ** 31)];

interface Leaf {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** Changes one to three values inside a valid model: numbers, names, list entries, bytes. The protobuf structure stays intact. */
export function mutateModel(bytes: Uint8Array, uniform: () => number): Uint8Array {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(uniform() * items.length)]!;
  const model = ModelProto.toObject(ModelProto.decode(bytes), { longs: Number, arrays: true });
  for (let count = 1 + Math.floor(uniform() * 3); count > 0; count--) {
    const leaves: Leaf[] = [];
    const strings: string[] = ['', 'unknown'];
    collect(model, leaves, strings);
    const { holder, key } = pick(leaves);
    const target = holder as Record<string | number, unknown>;
    const value = target[key];
    if (Array.isArray(holder) && uniform() < 0.3) {
      if (uniform() < 0.5) holder.splice(Number(key), 1);
      else holder.splice(Number(key), 0, value);
    } else if (typeof value === 'number') target[key] = pick([...NUMBERS, value + 1, value - 1]);
    else if (typeof value === 'string') target[key] = pick(strings);
    else if (value instanceof Uint8Array) target[key] = pick([value.slice(1), value.slice(0, 4), new Uint8Array(0), value.map(() => 255)]);
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete target[key];
  }
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}

function collect(value: unknown, leaves: Leaf[], strings: string[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    leaves.push({ holder: value as Record<string, unknown>, key: Array.isArray(value) ? Number(name) : name });
    if (typeof inner === 'string') strings.push(inner);
    collect(inner, leaves, strings);
  }
}
