import type { SramModel, Technology } from '../models/HardwareModels.js';

/** An SRAM macro. */
interface SramMacro {
  /** Energy of reading or writing one word of `accessBits`, pJ. */
  readonly readPj: number;
  readonly writePj: number;
  readonly areaUm2: number;
  readonly leakageNw: number;
}

/** `read = E0 (C / C0)^x`; `write = ratio * read`; `area = a (bits + overhead bits)`; leakage in proportion to the bits. All times the factors of the process. */
export function sramMacro(capacityBits: number, model: SramModel, { areaFactor, energyFactor, leakageFactor }: Technology): SramMacro {
  const readPj = model.readEnergyPj.value * (capacityBits / 8 / model.referenceCapacityBytes) ** model.capacityExponent.value * energyFactor.value;
  return {
    readPj,
    writePj: readPj * model.writeToReadRatio.value,
    areaUm2: model.areaPerBitUm2.value * (capacityBits + model.overheadBits.value) * areaFactor.value,
    leakageNw: model.leakagePerBitNw.value * capacityBits * leakageFactor.value,
  };
}
