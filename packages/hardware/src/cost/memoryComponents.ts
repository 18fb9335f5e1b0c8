import type { Accelerator } from '@bitscape/design';
import { sramMacro } from '../memory/sramMacro.js';
import type { DramModel, SramModel, Technology } from '../models/HardwareModels.js';
import { leakagePjPerCycle } from './arrayComponents.js';
import type { Component } from './components.js';

const BITS_PER_KIB = 8192;

/** Weight buffer, activation buffer, their leakage, and off-chip memory. */
export function memoryComponents(accelerator: Accelerator, technology: Technology, sram: SramModel, dram: DramModel['memories'][string]): Component[] {
  const weights = sramMacro(accelerator.weightBufferKib * BITS_PER_KIB, sram, technology);
  const activations = sramMacro(accelerator.activationBufferKib * BITS_PER_KIB, sram, technology);
  const sources = [`memories/${sram.name}.json`, `technologies/${technology.name}.json`];
  const dramSources = [`memories/dram.json#/memories/${accelerator.dram}/energyPjPerBit`];
  const pj = dram.energyPjPerBit.value;
  return [
    {
      component: 'buffer.weights',
      areaUm2: weights.areaUm2,
      uncertainty: 'sram',
      event: 'weightReadWords',
      pj: weights.readPj,
      write: { event: 'weightWriteWords', pj: weights.writePj },
      sources,
    },
    {
      component: 'buffer.activations',
      areaUm2: activations.areaUm2,
      uncertainty: 'sram',
      event: 'activationReadWords',
      pj: activations.readPj,
      write: { event: 'activationWriteWords', pj: activations.writePj },
      sources,
    },
    {
      component: 'buffer.leakage',
      areaUm2: 0,
      uncertainty: 'leakage',
      event: 'cycles',
      pj: leakagePjPerCycle(weights.leakageNw + activations.leakageNw, accelerator.clockMhz),
      sources,
    },
    { component: 'dram.weights', areaUm2: 0, uncertainty: 'dram', event: 'dramWeightBits', pj, sources: dramSources },
    { component: 'dram.activations', areaUm2: 0, uncertainty: 'dram', event: 'dramActivationBits', pj, sources: dramSources },
  ];
}
