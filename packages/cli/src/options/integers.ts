import { InvalidArgumentError } from 'commander';

/** Option parser: an integer of at least `minimum`. */
export function integerAtLeast(minimum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < minimum) {
      throw new InvalidArgumentError(`Expected an integer of at least ${minimum}.`);
    }
    return value;
  };
}

/** Option parser: one of some words, or an integer of at least `minimum`. */
export function wordOrInteger<Word extends string>(words: readonly Word[], minimum: number): (text: string) => Word | number {
  const parse = integerAtLeast(minimum);
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`Expected ${words.map((w) => `"${w}"`).join(', ')} or an integer of at least ${minimum}.`);
    return parse(text);
  };
}
