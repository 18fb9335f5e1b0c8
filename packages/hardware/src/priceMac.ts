import type { MacDatapath } from '@bitscape/datapath';
import { lookUp } from './cost/lookUp.js';
import { macStructures } from './families/macFamilies.js';
import type { HardwareModels } from './models/HardwareModels.js';
import { priceStructure, type PricedStructure } from './structure/priceStructure.js';

/** A part of one multiply-accumulate; energy is that of one operation. */
export interface PricedPart extends PricedStructure {
  /** Area in NAND2 gates of the same process. */
  readonly gateEquivalents: number;
}

/**
 * One multiply-accumulate by its parts, accumulator register included.
 * @throws BitscapeError `invalid-point` for an unknown technology, `usage` for a family without cost formulas
 */
export function priceMac(mac: MacDatapath, models: HardwareModels, technologyName = '45nm'): PricedPart[] {
  const technology = lookUp(models.technologies, technologyName, 'technology', '/accelerator/technology');
  const library = models.cells[technology.cells]!;
  const gateUm2 = library.cells[library.gateEquivalentCell].areaUm2.value * technology.areaFactor.value;
  const pricing = { library, coefficients: models.calibration.coefficients, technology };
  return macStructures(mac).map((structure) => {
    const priced = priceStructure(structure, pricing);
    return { ...priced, gateEquivalents: priced.areaUm2 / gateUm2 };
  });
}
