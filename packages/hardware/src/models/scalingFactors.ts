import { BitscapeError } from '@bitscape/errors';
import type { ScalingTable } from './HardwareModels.js';

/**
 * Area and energy factors from the table's own node to `nodeNm`, at equal supply: the published matrix and polynomial at listed nodes,
 * linear interpolation in nm of the area factor and of the polynomial between them. Technology files hold these numbers.
 * @throws BitscapeError `infeasible` outside the listed nodes, or below the supply at which a polynomial turns upwards
 */
export function scalingFactors(table: ScalingTable, nodeNm: number, voltageV: number): { readonly area: number; readonly energy: number } {
  const nodes = [...table.nodes].sort((a, b) => b.nodeNm - a.nodeNm);
  const upper = nodes.findLast((node) => node.nodeNm >= nodeNm);
  const lower = nodes.find((node) => node.nodeNm <= nodeNm);
  if (upper === undefined || lower === undefined) {
    throw new BitscapeError('infeasible', `${nodeNm} nm is outside the scaling table, ${nodes.at(-1)!.nodeNm} to ${nodes[0]!.nodeNm} nm`);
  }
  const at = upper === lower ? 0 : (upper.nodeNm - nodeNm) / (upper.nodeNm - lower.nodeNm);
  const between = (high: number, low: number) => high + at * (low - high);
  return {
    area: between(upper.areaFactor, lower.areaFactor),
    energy: between(polynomial(upper, voltageV), polynomial(lower, voltageV)) / polynomial(nodes.find((node) => node.nodeNm === table.fromNodeNm)!, voltageV),
  };
}

function polynomial({ a, b, c, nodeNm }: ScalingTable['nodes'][number], voltageV: number): number {
  const vertexV = -b / (2 * a);
  if (voltageV < vertexV) {
    throw new BitscapeError('infeasible', `the energy polynomial of ${nodeNm} nm is not valid below ${vertexV.toFixed(2)} V`);
  }
  return a * voltageV ** 2 + b * voltageV + c;
}
