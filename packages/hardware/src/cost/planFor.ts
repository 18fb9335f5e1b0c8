import type { Numerics } from '@bitscape/design';
import type { HardwareModels, Technology } from '../models/HardwareModels.js';
import type { CompiledNetwork } from './compileNetwork.js';
import { networkHardware } from './layerHardware.js';
import { numericsPlan, type NumericsPlan } from './numericsPlan.js';

/** Plans by network and models, then by process and numerics: a search varies the accelerator far more often than the numerics. */
const plans = new WeakMap<CompiledNetwork, WeakMap<HardwareModels, Map<string, NumericsPlan>>>();

/** Plans kept for one network; the oldest leaves first. */
const KEPT_PLANS = 4096;

/** The plan of `numerics` on a network and a process, derived once. */
export function planFor(network: CompiledNetwork, numerics: Numerics, models: HardwareModels, technology: Technology): NumericsPlan {
  let byModels = plans.get(network);
  if (byModels === undefined) plans.set(network, (byModels = new WeakMap()));
  let byNumerics = byModels.get(models);
  if (byNumerics === undefined) byModels.set(models, (byNumerics = new Map<string, NumericsPlan>()));
  const key = `${technology.name} ${JSON.stringify(numerics)}`;
  let plan = byNumerics.get(key);
  if (plan === undefined) {
    const pricing = { library: models.cells[technology.cells]!, coefficients: models.calibration.coefficients, technology };
    plan = numericsPlan(network, numerics, networkHardware(network, numerics), pricing);
    if (byNumerics.size >= KEPT_PLANS) byNumerics.delete(byNumerics.keys().next().value!);
    byNumerics.set(key, plan);
  }
  return plan;
}
