import type { PinFunction } from './CellModel.js';

/**
 * Liberty's Boolean expressions as a postfix program. Operators: `!` before, `'` behind; `^`; `&`, `*` or nothing between operands; `|`, `+`.
 * They bind in this order, tightest first.
 *
 * @throws RangeError for text that is no expression
 */
export function parsePinFunction(text: string): PinFunction {
  const tokens = text.match(/[A-Za-z_][\w[\]]*|[01]|[!'^&*|+()]|\S/g) ?? [];
  const program: string[] = [];
  let at = 0;
  const operand = (): void => {
    const token = tokens[at++];
    if (token === '!') {
      operand();
      program.push('!');
      return;
    }
    if (token === '(') {
      sum();
      if (tokens[at++] !== ')') throw new RangeError('")" is missing');
    } else if (token !== undefined && /^[A-Za-z_01]/.test(token)) program.push(token);
    else throw new RangeError(token === undefined ? 'it ends too early' : `"${token}" has no meaning here`);
    while (tokens[at] === "'") {
      at++;
      program.push('!');
    }
  };
  const level = (next: () => void, symbols: readonly string[], operator: string, implied = false) => (): void => {
    next();
    for (;;) {
      const token = tokens[at];
      if (token !== undefined && symbols.includes(token)) at++;
      else if (!(implied && token !== undefined && /^[A-Za-z_01!(]/.test(token))) return;
      next();
      program.push(operator);
    }
  };
  const exclusive = level(operand, ['^'], '^');
  const product = level(exclusive, ['&', '*'], '&', true);
  const sum = level(product, ['|', '+'], '|');
  sum();
  if (at < tokens.length) throw new RangeError(`"${tokens[at]!}" has no meaning here`);
  return program;
}

/** Value of a function as a truth table: bit k holds the result for the inputs whose i-th bit is bit i of k. At most five inputs. */
export function truthTable(program: PinFunction, inputs: readonly string[]): number {
  const size = 2 ** inputs.length;
  const mask = size === 32 ? -1 : 2 ** size - 1;
  const columns = inputs.map((_, i) => Array.from({ length: size }, (_unused, k) => ((k >> i) & 1) << k).reduce((all, bit) => all | bit, 0));
  const stack: number[] = [];
  for (const step of program) {
    if (step === '!') stack.push(~stack.pop()!);
    else if (step === '&' || step === '|' || step === '^') {
      const b = stack.pop()!;
      const a = stack.pop()!;
      stack.push(step === '&' ? a & b : step === '|' ? a | b : a ^ b);
    } else stack.push(step === '0' ? 0 : step === '1' ? -1 : columns[inputs.indexOf(step)]!);
  }
  return (stack.pop()! & mask) >>> 0;
}
