import type { DesignPoint } from './DesignPoint.js';

const DATAFLOW: Readonly<Record<DesignPoint['accelerator']['dataflow'], string>> = { 'weight-stationary': 'WS', 'output-stationary': 'OS' };

/** Short name for people, e.g. `lns:3.2 × ulns:3.3, WS 16×16`. Not unique. */
export function pointLabel(point: DesignPoint): string {
  const { array, dataflow } = point.accelerator;
  return `${numericsLabel(point.numerics)}, ${DATAFLOW[dataflow]} ${array.rows}×${array.columns}`;
}

/** The part of the label that names the number formats, e.g. `lns:3.2 × ulns:3.3` or `int4 per tensor × uint4`. */
export function numericsLabel({ weights, activations }: DesignPoint['numerics']): string {
  return `${weights.format}${weights.granularity === 'tensor' ? ' per tensor' : ''} × ${activations.format}`;
}
