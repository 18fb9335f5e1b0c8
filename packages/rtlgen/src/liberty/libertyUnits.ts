import { BitscapeError } from '@bitscape/errors';
import type { LibertyGroup } from './LibertyGroup.js';

/** Factors from the numbers of a library to the units of this package. */
export interface LibertyUnits {
  readonly capacitanceFf: number;
  readonly timePs: number;
  readonly leakageNw: number;
  /** Internal energy: capacitance unit times V². */
  readonly energyFj: number;
  /** Supply, V. */
  readonly voltageV: number;
}

const PREFIXES: Readonly<Record<string, number>> = { '': 1, m: 1e-3, u: 1e-6, n: 1e-9, p: 1e-12, f: 1e-15 };

/** @throws BitscapeError `invalid-model` for a missing or unreadable unit, with its line */
export function libertyUnits(library: LibertyGroup, file: string): LibertyUnits {
  const attribute = (name: string) => library.attributes.get(name);
  const unit = (name: string, fallback: string, symbol: string): number => {
    const found = attribute(name);
    const text = found?.values.join('') ?? fallback;
    const match = new RegExp(`^(\\d*\\.?\\d+)([munpf]?)${symbol}$`, 'i').exec(text);
    if (match === null) fail(file, `${name} "${text}" is no unit`, found?.line ?? library.line);
    return Number(match[1]) * PREFIXES[match[2]!.toLowerCase()]!;
  };
  // Liberty's defaults: 1 pF, 1 ns, 1 V.
  const capacitance = attribute('capacitive_load_unit')?.values.join('') ?? '1pf';
  const match = /^(\d*\.?\d+)(ff|pf)$/i.exec(capacitance);
  if (match === null) fail(file, `capacitive_load_unit (${capacitance}) is neither ff nor pf`, attribute('capacitive_load_unit')?.line ?? library.line);
  const capacitanceFf = Number(match[1]) * (match[2]!.toLowerCase() === 'ff' ? 1 : 1000);
  const voltage = attribute('nom_voltage');
  const voltageV = Number(voltage?.values[0]);
  if (!(voltageV > 0)) fail(file, voltage === undefined ? 'the library states no nom_voltage' : `nom_voltage "${voltage.values.join(' ')}" is no voltage`, voltage?.line ?? library.line);
  return {
    capacitanceFf,
    timePs: unit('time_unit', '1ns', 's') * 1e12,
    leakageNw: unit('leakage_power_unit', '1nW', 'w') * 1e9,
    energyFj: capacitanceFf * unit('voltage_unit', '1V', 'v') ** 2,
    voltageV,
  };
}

function fail(file: string, message: string, line: number): never {
  throw new BitscapeError('invalid-model', message, { where: { file, line }, hint: 'Units are needed to turn the numbers of the library into µm², fJ and ps.' });
}
