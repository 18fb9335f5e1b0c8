import type { MacDatapath } from '@bitscape/datapath';

/** The layers that share one array of processing elements. */
export interface ArrayMembers {
  /** `array` for the inner layers, `boundaryArray`, `boundaryArray2`, … for layers of other formats. */
  readonly prefix: string;
  readonly main: boolean;
  readonly layers: readonly number[];
}

/**
 * One array for each distinct pair of formats, up to the sign of the activations: an array for a signed activation format also
 * runs the unsigned one of equal bits. The array of the first inner layer is the main one; without inner layers that of the first.
 */
export function arrayMembers(macs: readonly MacDatapath[]): ArrayMembers[] {
  const groups = new Map<string, number[]>();
  for (const [index, { family, weight, activation }] of macs.entries()) {
    const key = `${family} ${weight.name} ${activation.signed ? activation.name : activation.signedSibling}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const inner = macs.length > 2 ? 1 : 0;
  const main = [...groups.values()].find((layers) => layers.includes(inner))!;
  const others = [...groups.values()].filter((layers) => layers !== main);
  return [
    { prefix: 'array', main: true, layers: main },
    ...others.map((layers, index) => ({ prefix: index === 0 ? 'boundaryArray' : `boundaryArray${index + 1}`, main: false, layers })),
  ];
}
