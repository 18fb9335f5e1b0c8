import type { Accelerator } from '@bitscape/design';
import { sramMacro } from '../memory/sramMacro.js';
import type { HardwareModels, SramModel, Technology } from '../models/HardwareModels.js';
import type { PricedStructure } from '../structure/priceStructure.js';
import type { Component, EventName, UncertaintyClass } from './components.js';
import type { ArrayPlan } from './numericsPlan.js';

/** Rows and columns of an array. */
export function arraySize({ main }: ArrayPlan, { array }: Accelerator, models: HardwareModels): { rows: number; columns: number } {
  return { rows: array.rows, columns: main ? array.columns : Math.max(1, Math.floor(array.columns / models.architecture.boundaryColumnDivisor)) };
}

/** The components of one array: processing elements, skew registers, output encoders, accumulator buffer, leakage. */
export function arrayComponents(plan: ArrayPlan, array: number, accelerator: Accelerator, technology: Technology, sram: SramModel, models: HardwareModels): Component[] {
  const { rows, columns } = arraySize(plan, accelerator, models);
  const elements = rows * columns;
  const components: Component[] = [];
  let leakageNw = 0;
  const add = (part: PricedStructure, copies: number, event: EventName, uncertainty: UncertaintyClass, pj = part.energyPj, encoder?: string) => {
    leakageNw += part.leakageNw * copies;
    components.push({ component: part.name, areaUm2: part.areaUm2 * copies, uncertainty, array, event, pj, sources: part.sources, ...(encoder === undefined ? {} : { encoder }) });
  };
  for (const part of plan.logic) add(part, elements, 'macs', 'logic');
  add(plan.accumulatorRegister, elements, 'accumulatorWrites', 'register');
  add(plan.weightRegister, elements, 'weightRegisterWrites', 'register');
  const skewed = (rows * (rows - 1)) / 2;
  // All of them are written in every cycle of the array, hence one event for the lot.
  if (skewed > 0) add(plan.skewRegister, skewed, 'skewWrites', 'register', plan.skewRegister.energyPj * skewed);
  for (const { family, logic } of plan.encoders) add(logic, columns, 'encodings', 'logic', logic.energyPj, family);
  if (plan.encoderConstants) add(plan.encoderConstants, columns, 'constantLoads', 'register');
  if (accelerator.dataflow === 'output-stationary') {
    add(plan.drainMultiplexer, elements, 'drainShifts', 'logic');
  } else {
    // One bank for each column, one entry for each pixel of the tile.
    const bank = sramMacro(models.architecture.accumulatorEntriesPerColumn * plan.accumulatorBits, sram, technology);
    leakageNw += bank.leakageNw * columns;
    components.push({
      component: plan.accumulatorBufferName,
      areaUm2: bank.areaUm2 * columns,
      uncertainty: 'sram',
      array,
      event: 'accumulatorReadWords',
      pj: bank.readPj,
      write: { event: 'accumulatorWriteWords', pj: bank.writePj },
      sources: plan.accumulatorBufferSources,
    });
  }
  components.push({
    component: plan.leakageName,
    areaUm2: 0,
    uncertainty: 'leakage',
    event: 'cycles',
    pj: leakagePjPerCycle(leakageNw, accelerator.clockMhz),
    sources: plan.leakageSources,
  });
  return components;
}

/** Leakage of `leakageNw` for one clock period: 1 nW x 1 us = 1 fJ. */
export function leakagePjPerCycle(leakageNw: number, clockMhz: number): number {
  return leakageNw / clockMhz / 1000;
}
