import type { Calibration } from '@bitscape/hardware';
import { percent, significant } from '../terminal/format.js';
import type { Component } from './Component.js';
import { COMPOSITION_LIMIT, type Composition } from './compositions.js';
import { LIMITS, type Judgement } from './judge.js';

export interface ValidationDocument {
  readonly components: readonly Component[];
  readonly judgements: readonly Judgement[];
  readonly wholes: readonly Composition[];
  readonly calibration: Calibration;
  readonly seed: number;
}

/** The document that `bitscape validate --out` writes. */
export function validationDocument({ components, judgements, wholes, calibration: { provenance, coefficients }, seed }: ValidationDocument): string {
  const rows = (cells: readonly (readonly string[])[]): string => cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `# Validation of the cost model

Written by \`bitscape validate --seed ${seed} --out docs/validation.md\`. The model was fitted by \`bitscape calibrate\` to ${provenance.pointsPerComponent} points of
each component (seed ${provenance.seed}, ${provenance.yosys}); the points below were drawn with another seed and are in no fit. Synthesis: adders as ripples of full
adders, the rest mapped for area, cells of hw-models/cells, no layout, no clock constraint. Energy: toggles of settled values on
reference operands, without glitches and wires. Registers are counted exactly and are not in these components.

| component | points | area: mean | worst | rank correlation | energy: mean | worst | worst point (area; energy) |
|---|---|---|---|---|---|---|---|
${rows(judgements.map(({ component, points, area, energy }) => [component, String(points), percent(area.mean, 1), percent(area.worst, 1), area.rankCorrelation.toFixed(3), percent(energy.mean, 1), percent(energy.worst, 1), `${area.worstPoint}; ${energy.worstPoint}`]))}

Limits: mean area ${percent(LIMITS.meanArea, 0)}, worst ${percent(LIMITS.worstArea, 0)} or ${LIMITS.worstAreaGates} gate equivalents, rank correlation ${LIMITS.rankCorrelation}, mean energy ${percent(LIMITS.meanEnergy, 0)}, worst ${percent(LIMITS.worstEnergy, 0)}.

| component | parameter range |
|---|---|
${rows(components.map(({ name, range }) => [name, range]))}

## Whole elements and arrays

Composed by the model from its components, registers and multiplexers; synthesised as one flat netlist. Limit ${percent(COMPOSITION_LIMIT, 0)}.

| | synthesis, µm² | model, µm² | error |
|---|---|---|---|
${rows(wholes.map(({ name, areaUm2, modelUm2, error }) => [name, significant(areaUm2), significant(modelUm2), percent(error, 1)]))}

## Coefficients

| group of cells | area | activity |
|---|---|---|
${rows(Object.entries(coefficients).map(([key, { area, activity }]) => [key, significant(area.value), significant(activity.value)]))}
`;
}
