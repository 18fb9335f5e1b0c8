import { dirname, resolve } from 'node:path';
import { makeFolder, writeFileAtomic } from '@bitscape/search';
import { budgetCurve } from '../budget/budgetCurve.js';
import { budgetPlot } from '../budget/budgetPlot.js';
import type { BudgetFlags } from '../commands/budget.js';
import { significant } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';
import { table } from '../terminal/table.js';

const BAR = 32;

export function budget({ plot, json, ...question }: BudgetFlags): void {
  const output = createOutput(json === true);
  const points = budgetCurve(question);
  const title = `ResNet-${question.depth} of width k in ${kilobytes(question.memory)} (activations: ${question.activations})`;
  if (plot !== undefined) {
    const file = resolve(plot);
    makeFolder(dirname(file));
    writeFileAtomic(file, budgetPlot(points, title));
    output.note(`wrote ${file}`);
  }
  const widest = Math.max(1, ...points.map(({ width }) => width));
  output.line(title);
  output.line(
    table(
      [{ title: 'Bits', align: 'right' }, { title: 'Activation bits', align: 'right' }, { title: 'Width k', align: 'right' }, { title: 'Parameters', align: 'right' }, { title: 'Memory', align: 'right' }, { title: '' }],
      points.map((point) => [
        String(point.parameterBits),
        String(point.activationBits),
        point.width === 0 ? 'none fits' : String(point.width),
        point.width === 0 ? '' : String(point.parameters),
        point.width === 0 ? '' : kilobytes(point.memoryBits),
        '█'.repeat(Math.round((point.width / widest) * BAR)),
      ]),
    ),
  );
  output.result({ memoryBits: question.memory, activations: question.activations, activationBits: question.activationBits, depth: question.depth, points });
}

function kilobytes(bits: number): string {
  return `${significant(bits / 8000)} kB`;
}
