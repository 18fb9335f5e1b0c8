/** Evaluates 32 vectors at once: bit k of the result depends on bit k of each operand only. */
type GateFunction = (a: number, b: number, c: number) => number;

export interface Gate {
  /** Input pins in the order of the function's operands. */
  readonly pins: readonly string[];
  readonly evaluate: GateFunction;
}

/** Combinational cells of the internal library of Yosys that the generic flow may produce; the output pin is `Y`. */
export const GATES: Readonly<Record<string, Gate>> = {
  $_BUF_: { pins: ['A'], evaluate: (a) => a },
  $_NOT_: { pins: ['A'], evaluate: (a) => ~a },
  $_AND_: { pins: ['A', 'B'], evaluate: (a, b) => a & b },
  $_NAND_: { pins: ['A', 'B'], evaluate: (a, b) => ~(a & b) },
  $_OR_: { pins: ['A', 'B'], evaluate: (a, b) => a | b },
  $_NOR_: { pins: ['A', 'B'], evaluate: (a, b) => ~(a | b) },
  $_XOR_: { pins: ['A', 'B'], evaluate: (a, b) => a ^ b },
  $_XNOR_: { pins: ['A', 'B'], evaluate: (a, b) => ~(a ^ b) },
  $_ANDNOT_: { pins: ['A', 'B'], evaluate: (a, b) => a & ~b },
  $_ORNOT_: { pins: ['A', 'B'], evaluate: (a, b) => a | ~b },
  $_MUX_: { pins: ['A', 'B', 'S'], evaluate: (a, b, s) => (a & ~s) | (b & s) },
};

/** Registers of the generic flow: pin of the reset and its value, where there is one. */
export const REGISTERS: Readonly<Record<string, { readonly resetValue?: 0 | 1 }>> = {
  $_DFF_P_: {},
  $_DFF_PN0_: { resetValue: 0 },
  $_DFF_PN1_: { resetValue: 1 },
};
