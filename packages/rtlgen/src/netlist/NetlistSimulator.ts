import { BitscapeError } from '@bitscape/errors';
import { packLanes, unpackLanes, unpackLanesWide } from './lanes.js';
import type { Netlist, NetlistPort } from './Netlist.js';

export interface SimulatorOptions {
  /** 32-bit words a net: `32 * words` vectors are simulated at once. Default 1. */
  readonly words?: number;
  /** Count the value changes of every net between two `settle` calls. Default false. */
  readonly countToggles?: boolean;
}

const OPCODES = ['$_BUF_', '$_NOT_', '$_AND_', '$_NAND_', '$_OR_', '$_NOR_', '$_XOR_', '$_XNOR_', '$_ANDNOT_', '$_ORNOT_', '$_MUX_'];

/**
 * Bit-parallel two-valued simulation of a netlist: bit k of every word belongs to vector (*lane*) k.
 *
 * Combinational cells are evaluated once each in level order by `settle`; `step` is one rising clock edge. An asynchronous reset acts at
 * the next `step`. All registers start at 0.
 */
export class NetlistSimulator {
  readonly netlist: Netlist;
  /** Number of vectors simulated at once. */
  readonly lanes: number;
  /** Value changes of each net summed over lanes, with `countToggles`. The first `settle` sets the reference and counts nothing. */
  readonly toggles: Float64Array;
  readonly #words: number;
  readonly #values: Int32Array;
  readonly #program: Int32Array;
  readonly #registers: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array | undefined;
  #settled = false;

  constructor(netlist: Netlist, { words = 1, countToggles = false }: SimulatorOptions = {}) {
    this.netlist = netlist;
    this.lanes = 32 * words;
    this.#words = words;
    this.#values = new Int32Array(netlist.netCount * words);
    this.#values.fill(-1, words, 2 * words);
    this.#program = Int32Array.from(netlist.cells.flatMap(({ type, inputs, output }) => {
      const opcode = OPCODES.indexOf(type);
      if (opcode < 0) throw new BitscapeError('internal', `${netlist.top}: cell type ${type} cannot be simulated`);
      return [opcode, output * words, inputs[0]! * words, (inputs[1] ?? 0) * words, (inputs[2] ?? 0) * words];
    }));
    // Without a reset the reset net is constant 1: never active.
    this.#registers = Int32Array.from(netlist.registers.flatMap(({ d, q, resetNet = 1, resetValue = 0 }) => [d, q, resetNet, -resetValue]));
    this.#next = new Int32Array(netlist.registers.length * words);
    this.#previous = countToggles ? new Int32Array(this.#values.length) : undefined;
    this.toggles = new Float64Array(countToggles ? netlist.netCount : 0);
  }

  /** Sets an input: one value for all lanes or one a lane (missing lanes are 0). Two's complement, truncated to the port's width. */
  setInput(name: string, value: number | bigint | ArrayLike<number> | ArrayLike<bigint>): void {
    packLanes(this.#values, this.#words, findPort(this.netlist.inputs, name, this.netlist.top).nets, value);
  }

  /** Values of an output (or input) in every lane, exact up to 53 bits. */
  output(name: string, signed = false): Float64Array {
    return unpackLanes(this.#values, this.#words, this.#port(name).nets, signed);
  }

  /** Unsigned values of an output of any width in every lane. */
  wideOutput(name: string): bigint[] {
    return unpackLanesWide(this.#values, this.#words, this.#port(name).nets);
  }

  /** Evaluates every cell once. */
  settle(): void {
    evaluate(this.#program, this.#values, this.#words);
    const previous = this.#previous;
    if (previous === undefined) return;
    if (this.#settled) countChanges(previous, this.#values, this.#words, this.toggles);
    previous.set(this.#values);
    this.#settled = true;
  }

  /** One rising clock edge after `settle`, then `settle` again. */
  step(): void {
    this.clock();
    this.settle();
  }

  /** One rising clock edge after `settle`: registers take their new values, gates do not follow before the next `settle`. */
  clock(): void {
    const words = this.#words;
    const values = this.#values;
    const registers = this.#registers;
    for (let r = 0, at = 0; r < registers.length; r += 4) {
      const d = registers[r]! * words;
      const reset = registers[r + 2]! * words;
      for (let w = 0; w < words; w++, at++) {
        const run = values[reset + w]!;
        this.#next[at] = (values[d + w]! & run) | (registers[r + 3]! & ~run);
      }
    }
    for (let r = 0, at = 0; r < registers.length; r += 4) {
      const q = registers[r + 1]! * words;
      for (let w = 0; w < words; w++) values[q + w] = this.#next[at++]!;
    }
  }

  #port(name: string): NetlistPort {
    return findPort([...this.netlist.outputs, ...this.netlist.inputs], name, this.netlist.top);
  }
}

function findPort(ports: readonly NetlistPort[], name: string, top: string): NetlistPort {
  const port = ports.find((candidate) => candidate.name === name);
  if (port === undefined) {
    throw new BitscapeError('internal', `${top} has no port ${name}; it has ${ports.map((candidate) => candidate.name).join(', ')}`);
  }
  return port;
}

/** The opcode is decoded once a cell, not once a word: the inner loops stay simple enough to run at memory speed. */
function evaluate(program: Int32Array, v: Int32Array, words: number): void {
  for (let at = 0; at < program.length; at += 5) {
    const y = program[at + 1]!;
    const a = program[at + 2]!;
    const b = program[at + 3]!;
    const c = program[at + 4]!;
    switch (program[at]) {
      case 0: for (let w = 0; w < words; w++) v[y + w] = v[a + w]!; break;
      case 1: for (let w = 0; w < words; w++) v[y + w] = ~v[a + w]!; break;
      case 2: for (let w = 0; w < words; w++) v[y + w] = v[a + w]! & v[b + w]!; break;
      case 3: for (let w = 0; w < words; w++) v[y + w] = ~(v[a + w]! & v[b + w]!); break;
      case 4: for (let w = 0; w < words; w++) v[y + w] = v[a + w]! | v[b + w]!; break;
      case 5: for (let w = 0; w < words; w++) v[y + w] = ~(v[a + w]! | v[b + w]!); break;
      case 6: for (let w = 0; w < words; w++) v[y + w] = v[a + w]! ^ v[b + w]!; break;
      case 7: for (let w = 0; w < words; w++) v[y + w] = ~(v[a + w]! ^ v[b + w]!); break;
      case 8: for (let w = 0; w < words; w++) v[y + w] = v[a + w]! & ~v[b + w]!; break;
      case 9: for (let w = 0; w < words; w++) v[y + w] = v[a + w]! | ~v[b + w]!; break;
      default: for (let w = 0; w < words; w++) v[y + w] = (v[a + w]! & ~v[c + w]!) | (v[b + w]! & v[c + w]!);
    }
  }
}

function countChanges(previous: Int32Array, current: Int32Array, words: number, toggles: Float64Array): void {
  for (let net = 0, at = 0; net < toggles.length; net++) {
    let changes = 0;
    for (let w = 0; w < words; w++, at++) changes += popcount(previous[at]! ^ current[at]!);
    toggles[net]! += changes;
  }
}

/** Set bits of a 32-bit word (parallel sums of 2, 4 and 8 bits, then one multiplication that adds the bytes). */
function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
