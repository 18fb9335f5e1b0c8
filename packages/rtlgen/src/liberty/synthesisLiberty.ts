import type { CellInput, CellModel, FlipFlopCell, PinFunction } from './CellModel.js';

/** Precedence-free text of a function. */
export function functionText(program: PinFunction): string {
  const stack: string[] = [];
  for (const step of program) {
    if (step === '!') stack.push(`!${stack.pop()!}`);
    else if (step === '&' || step === '|' || step === '^') {
      const b = stack.pop()!;
      stack.push(`(${stack.pop()!}${step}${b})`);
    } else stack.push(step);
  }
  return stack.pop()!;
}

/** What technology mapping needs of a library, and nothing else: areas and functions. Mapping is for area. */
export function synthesisLiberty({ gates, flipFlop, resetFlipFlop }: CellModel): string {
  const input = ({ name }: CellInput): string => `pin(${name}) { direction : input; }`;
  const combinational = gates.map(({ name, areaUm2, inputs, outputs: [output] }) =>
    `  cell(${name}) { area : ${areaUm2}; ${inputs.map(input).join(' ')} pin(${output!.name}) { direction : output; function : "${functionText(output!.function)}"; } }`);
  const register = ({ name, areaUm2, clock, data, reset, output }: FlipFlopCell): string =>
    `  cell(${name}) { area : ${areaUm2}; ff(IQ, IQN) { clocked_on : "${clock.name}"; next_state : "${data.name}";${reset === undefined ? '' : ` clear : "!${reset.name}";`} } ` +
    `pin(${clock.name}) { direction : input; clock : true; } ${[data, ...(reset === undefined ? [] : [reset])].map(input).join(' ')} pin(${output}) { direction : output; function : "IQ"; } }`;
  return ['library(mapping) {', ...combinational, register(flipFlop), register(resetFlipFlop), '}', ''].join('\n');
}
