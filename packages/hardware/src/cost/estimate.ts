import type { CostComponent, CostReport, DesignPoint, LayerCost } from '@bitscape/design';
import type { HardwareModels } from '../models/HardwareModels.js';
import { arrayComponents, arraySize } from './arrayComponents.js';
import type { CompiledNetwork } from './compileNetwork.js';
import { EVENT, type Component, type UncertaintyClass } from './components.js';
import { layerEvents } from './layerEvents.js';
import { lookUp } from './lookUp.js';
import { memoryComponents } from './memoryComponents.js';
import { OMITTED } from './omitted.js';
import { planFor } from './planFor.js';
import { combinedUncertainty, uncertainties } from './uncertainty.js';

const BITS_PER_KIB = 8192;

/**
 * Cost of one design point on a network. Formulas: docs/methods/hardware-model.md.
 * @throws BitscapeError `invalid-point` for an unknown technology or memory; `usage` or `infeasible` for numerics without hardware
 */
export function estimate(network: CompiledNetwork, point: DesignPoint, models: HardwareModels): CostReport {
  const { accelerator } = point;
  const technology = lookUp(models.technologies, accelerator.technology, 'technology', '/accelerator/technology');
  const dram = lookUp(models.memories.dram.memories, accelerator.dram, 'DRAM', '/accelerator/dram');
  const sram = models.memories.sram[technology.sram]!;
  const plan = planFor(network, point.numerics, models, technology);

  const arrays = plan.arrays.map((array) => ({ ...arraySize(array, accelerator, models), pixelTile: models.architecture.accumulatorEntriesPerColumn }));
  const components: readonly Component[] = [
    ...plan.arrays.flatMap((array, index) => arrayComponents(array, index, accelerator, technology, sram, models)),
    ...memoryComponents(accelerator, technology, sram, dram),
  ];
  const energies = new Float64Array(components.length);
  const counts = new Float64Array(components.length);
  let cycles = 0;
  const layers = network.compiled.map(({ name }, index): LayerCost => {
    const { array, encoder } = plan.layers[index]!;
    const { events, utilization } = layerEvents(network, plan, index, accelerator, arrays[array]!, sram.accessBits);
    cycles += events[EVENT.cycles]!;
    const parts: CostComponent[] = [];
    for (let at = 0; at < components.length; at++) {
      const part = components[at]!;
      if ((part.array !== undefined && part.array !== array) || (part.encoder !== undefined && part.encoder !== encoder)) continue;
      let count = events[EVENT[part.event]]!;
      let energyPj = count * part.pj;
      if (part.write !== undefined) {
        const writes = events[EVENT[part.write.event]]!;
        count += writes;
        energyPj += writes * part.write.pj;
      }
      if (count === 0) continue;
      energies[at]! += energyPj;
      counts[at]! += count;
      parts.push({ component: part.component, energyPj, areaUm2: 0, count, sources: part.sources });
    }
    return { layer: name, cycles: events[EVENT.cycles]!, utilization, components: parts };
  });

  const totals = components.map(
    ({ component, areaUm2, sources }, at): CostComponent => ({ component, energyPj: energies[at]!, areaUm2, count: counts[at]!, sources }),
  );
  return {
    layers,
    components: totals,
    energyUj: totals.reduce((sum, { energyPj }) => sum + energyPj, 0) * 1e-6,
    areaMm2: totals.reduce((sum, { areaUm2 }) => sum + areaUm2, 0) * 1e-6,
    latencyMs: cycles / (accelerator.clockMhz * 1000),
    weightMemoryKib: plan.weightMemoryBits / BITS_PER_KIB,
    uncertainty: statedUncertainty(components, energies, uncertainties(models.cells[technology.cells]!, models.calibration, sram, dram, technology)),
    omitted: OMITTED,
  };
}

function statedUncertainty(components: readonly Component[], energies: Float64Array, { energy, area, energyFactor, areaFactor }: ReturnType<typeof uncertainties>): CostReport['uncertainty'] {
  const energyByClass = emptyClasses();
  const areaByClass = emptyClasses();
  components.forEach(({ uncertainty, areaUm2 }, at) => {
    energyByClass[uncertainty] += energies[at]!;
    areaByClass[uncertainty] += areaUm2;
  });
  // Off-chip memory does not scale with the process, and leakage has a factor of its own.
  const scaledEnergy = energyByClass.logic + energyByClass.register + energyByClass.sram;
  const scaledArea = areaByClass.logic + areaByClass.register + areaByClass.sram;
  return {
    energy: combinedUncertainty(energyByClass, energy, scaledEnergy, energyFactor),
    area: combinedUncertainty(areaByClass, area, scaledArea, areaFactor),
  };
}

const emptyClasses = (): Record<UncertaintyClass, number> => ({ logic: 0, register: 0, sram: 0, dram: 0, leakage: 0 });
