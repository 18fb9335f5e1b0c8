import type { EncoderStructure, MacDatapath } from '@bitscape/datapath';
import type { DesignPoint } from '@bitscape/design';
import { lookUp } from './cost/lookUp.js';
import { encoderStructures } from './families/encoderFamilies.js';
import { macStructures } from './families/macFamilies.js';
import type { HardwareModels } from './models/HardwareModels.js';
import type { PricedPart } from './priceMac.js';
import { priceStructure } from './structure/priceStructure.js';
import { registerCells } from './structure/registerCells.js';
import type { Structure } from './structure/Structure.js';

/** The parts of an array that can be synthesized by themselves, each by its parts. */
export interface PricedUnits {
  /** Multiply-accumulate without registers. */
  readonly mac: readonly PricedPart[];
  /** Processing element: with its registers, and what the dataflow adds. */
  readonly element: readonly PricedPart[];
  /** Output encoder of a column; absent for the last layer. */
  readonly encoder?: readonly PricedPart[];
}

/**
 * What the model says about the units that `bitscape synth` synthesizes.
 *
 * @throws BitscapeError `invalid-point` for an unknown technology, `usage` for a family without cost formulas
 */
export function priceUnits(
  { mac, encoder, dataflow }: { readonly mac: MacDatapath; readonly encoder?: EncoderStructure; readonly dataflow: DesignPoint['accelerator']['dataflow'] },
  models: HardwareModels,
  technologyName = '45nm',
): PricedUnits {
  const technology = lookUp(models.technologies, technologyName, 'technology', '/accelerator/technology');
  const library = models.cells[technology.cells]!;
  const gateUm2 = library.cells[library.gateEquivalentCell].areaUm2.value * technology.areaFactor.value;
  const pricing = { library, coefficients: models.calibration.coefficients, technology };
  const price = (structures: readonly Structure[]): PricedPart[] =>
    structures.map((structure) => {
      const priced = priceStructure(structure, pricing);
      return { ...priced, gateEquivalents: priced.areaUm2 / gateUm2 };
    });
  const parts = macStructures(mac);
  const logic = parts.filter(({ name }) => name !== 'accumulatorRegister');
  const extra: Structure =
    dataflow === 'weight-stationary'
      ? { name: 'weightRegister', cells: registerCells(mac.weight.bits, { enabled: true }) }
      : { name: 'drainMultiplexer', cells: { MUX2: mac.accumulator.bits } };
  return { mac: price(logic), element: price([...parts, extra]), ...(encoder === undefined ? {} : { encoder: price(encoderStructures(encoder)) }) };
}
