import type { NumberFormat } from './NumberFormat.js';

/** One parameter of a family, e.g. the number of bits. */
export interface FamilyParameter {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** A family of number formats: how its names read, and how a format is built from the numbers in a name. */
export interface FormatFamily {
  /** Registry key, and the word that starts every name of the family. */
  readonly family: string;
  /** How a name is written, e.g. `lns:<i>.<f>`. */
  readonly syntax: string;
  /** One line for people: what the levels are and which parameters are allowed. */
  readonly description: string;
  readonly parameters: readonly FamilyParameter[];
  /** Numbers of a well-written name of this family, without any check of their range; undefined for other text. */
  readNumbers(text: string): readonly number[] | undefined;
  /** Canonical name of a set of numbers. */
  nameOf(numbers: readonly number[]): string;
  /** Why the numbers are not allowed; undefined if they are. */
  refusal(numbers: readonly number[]): string | undefined;
  /** @throws nothing: the numbers were accepted by `refusal`. */
  create(numbers: readonly number[]): NumberFormat;
}
