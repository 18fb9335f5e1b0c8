import { seededRandom } from '../quantizer/seededRandom.js';
import { codeOfField, fillFieldErrors, freeField } from './fieldErrors.js';
import { checkLayout, type OverlapLayout } from './OverlapLayout.js';

/** What one array shall hold, in units of its codes. */
export interface ArrayTargets {
  /** n targets of the regular weights, and of the transposed ones. */
  readonly regular: Float64Array;
  readonly transposed: Float64Array;
  /** Weight of each squared error, not negative; 0 for a place that holds nothing. */
  readonly regularWeights: Float64Array;
  readonly transposedWeights: Float64Array;
}

export interface EncodedArray {
  readonly regular: Int32Array;
  readonly transposed: Int32Array;
  /** `Σ weight (target - code)²` over both kinds. */
  readonly error: number;
}

/**
 * Joint encoder of one transposable array: the shared bits that minimise the weighted squared error of both matrices. Coordinate descent over
 * whole weights: given all others, the best field of a row (column) is found exactly among its 2^o, since each of its bits changes one
 * partner only. Starts: regular weights unharmed, transposed ones unharmed, then random bits. Keeps its tables between arrays.
 */
export class ArrayEncoder {
  readonly layout: OverlapLayout;
  readonly #fields: number;
  readonly #rowErrors: Float64Array;
  readonly #columnErrors: Float64Array;
  readonly #partnerCost: Float64Array;
  readonly #rows: Int32Array;
  readonly #columns: Int32Array;

  /** @throws {BitscapeError} `usage` for a layout that does not exist */
  constructor(layout: OverlapLayout) {
    checkLayout(layout);
    this.layout = layout;
    this.#fields = 2 ** layout.overlap;
    this.#rowErrors = new Float64Array(layout.bits * this.#fields);
    this.#columnErrors = new Float64Array(layout.bits * this.#fields);
    this.#partnerCost = new Float64Array(this.#fields);
    this.#rows = new Int32Array(layout.bits);
    this.#columns = new Int32Array(layout.bits);
  }

  /** @param restarts random starts beyond the two that spare one side; by default 14 up to 4 bits, where starts cost little, and 4 beyond */
  encode(targets: ArrayTargets, seed = 0, restarts = this.layout.bits <= 4 ? 14 : 4): EncodedArray {
    const { bits } = this.layout;
    for (let i = 0; i < bits; i++) {
      fillFieldErrors(this.#rowErrors, i * this.#fields, targets.regular[i]!, targets.regularWeights[i]!, this.layout);
      fillFieldErrors(this.#columnErrors, i * this.#fields, targets.transposed[i]!, targets.transposedWeights[i]!, this.layout);
    }
    const random = seededRandom(seed);
    let best = Infinity;
    let rows = new Int32Array(bits);
    let columns = new Int32Array(bits);
    for (let start = 0; start < 2 + restarts; start++) {
      if (start === 1) this.#startFromColumns((column) => freeField(targets.transposed[column]!, this.layout));
      else this.#startFromRows((row) => (start === 0 ? freeField(targets.regular[row]!, this.layout) : Math.floor(random() * this.#fields)));
      const error = this.#descend();
      if (error < best) [best, rows, columns] = [error, this.#rows.slice(), this.#columns.slice()];
    }
    return {
      regular: rows.map((field, row) => codeOfField(targets.regular[row]!, field, this.layout)),
      transposed: columns.map((field, column) => codeOfField(targets.transposed[column]!, field, this.layout)),
      error: best,
    };
  }

  #startFromRows(fieldOf: (row: number) => number): void {
    const { bits, overlap } = this.layout;
    this.#columns.fill(0);
    for (let row = 0; row < bits; row++) {
      const field = fieldOf(row);
      this.#rows[row] = field;
      for (let p = 0; p < overlap; p++) this.#columns[(row + p) % bits]! |= ((field >> p) & 1) << (overlap - 1 - p);
    }
  }

  #startFromColumns(fieldOf: (column: number) => number): void {
    const { bits, overlap } = this.layout;
    this.#rows.fill(0);
    for (let column = 0; column < bits; column++) {
      const field = fieldOf(column);
      this.#columns[column] = field;
      for (let p = 0; p < overlap; p++) this.#rows[(column - p + bits) % bits]! |= ((field >> (overlap - 1 - p)) & 1) << p;
    }
  }

  /** Best responses of rows and columns in turn until none changes; the error then. */
  #descend(): number {
    const { bits } = this.layout;
    for (let changed = true; changed; ) {
      changed = false;
      for (let weight = 0; weight < bits; weight++) {
        if (this.#respond(this.#rows, this.#columns, this.#rowErrors, this.#columnErrors, weight, 1)) changed = true;
        if (this.#respond(this.#columns, this.#rows, this.#columnErrors, this.#rowErrors, weight, -1)) changed = true;
      }
    }
    let error = 0;
    for (let i = 0; i < bits; i++) error += this.#rowErrors[i * this.#fields + this.#rows[i]!]! + this.#columnErrors[i * this.#fields + this.#columns[i]!]!;
    return error;
  }

  /**
   * Sets the best field of one weight given all others, and its partners' bits with it; whether that lowered the error.
   *
   * @param direction 1: bit b of row r meets column r + b; -1: bit b of column c meets row c - (o - 1 - b)
   */
  #respond(own: Int32Array, partners: Int32Array, ownErrors: Float64Array, partnerErrors: Float64Array, weight: number, direction: 1 | -1): boolean {
    const { overlap } = this.layout;
    const cost = this.#partnerCost;
    const current = own[weight]!;
    cost[0] = 0;
    for (let bit = 0; bit < overlap; bit++) {
      const partner = this.#partner(weight, bit, direction);
      const mask = 1 << (overlap - 1 - bit);
      const field = partners[partner]!;
      const base = partner * this.#fields;
      const change = partnerErrors[base + (field | mask)]! - partnerErrors[base + (field & ~mask)]!;
      const half = 1 << bit;
      for (let low = 0; low < half; low++) cost[half + low] = cost[low]! + change;
    }
    const base = weight * this.#fields;
    let [best, least] = [current, ownErrors[base + current]! + cost[current]! - 1e-12];
    for (let field = 0; field < this.#fields; field++) {
      const total = ownErrors[base + field]! + cost[field]!;
      if (total < least) [best, least] = [field, total];
    }
    if (best === current) return false;
    own[weight] = best;
    for (let bit = 0; bit < overlap; bit++) {
      const partner = this.#partner(weight, bit, direction);
      const mask = 1 << (overlap - 1 - bit);
      partners[partner] = ((best >> bit) & 1) === 1 ? partners[partner]! | mask : partners[partner]! & ~mask;
    }
    return true;
  }

  #partner(weight: number, bit: number, direction: 1 | -1): number {
    const { bits, overlap } = this.layout;
    const position = direction === 1 ? bit : bit - (overlap - 1);
    const partner = weight + position;
    return partner >= bits ? partner - bits : partner < 0 ? partner + bits : partner;
  }
}
