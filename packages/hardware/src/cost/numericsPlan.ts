import type { Numerics } from '@bitscape/design';
import type { EncoderStructure } from '@bitscape/datapath';
import { encoderConstantBits, encoderOutputBits, encoderStructures } from '../families/encoderFamilies.js';
import { macStructures } from '../families/macFamilies.js';
import { priceStructure, type PricedStructure, type Pricing } from '../structure/priceStructure.js';
import { registerCells } from '../structure/registerCells.js';
import type { Structure } from '../structure/Structure.js';
import { arrayMembers, type ArrayMembers } from './arrayMembers.js';
import type { CompiledNetwork } from './compileNetwork.js';
import type { LayerHardware, NetworkHardware } from './layerHardware.js';

/** An array before its size is known, priced for one process. Names are whole component paths. */
export interface ArrayPlan {
  readonly main: boolean;
  readonly logic: readonly PricedStructure[];
  readonly accumulatorRegister: PricedStructure;
  readonly accumulatorBits: number;
  readonly weightRegister: PricedStructure;
  /** Delays one activation by one cycle; row r has r of them. */
  readonly skewRegister: PricedStructure;
  /** Output-stationary: chooses between the new sum and the one above. */
  readonly drainMultiplexer: PricedStructure;
  /** Below one column: one encoder of each family that a layer of the array needs. */
  readonly encoders: readonly { readonly family: string; readonly logic: PricedStructure }[];
  /** Registers for the constants of one channel; none when no layer encodes. */
  readonly encoderConstants?: PricedStructure;
  readonly accumulatorBufferName: string;
  readonly accumulatorBufferSources: readonly string[];
  readonly leakageName: string;
  readonly leakageSources: readonly string[];
}

interface LayerPlan {
  /** Position in `arrays`. */
  readonly array: number;
  readonly weightBits: number;
  readonly activationBits: number;
  readonly accumulatorBits: number;
  /** Family of the output encoder; none for the last layer. */
  readonly encoder?: string;
  /** Bits of the channel constants (bias and scale) of one output channel. */
  readonly constantBits: number;
  /** Weights and channel constants of the layer. */
  readonly storedBits: number;
}

/** Everything that follows from numerics, network and process. */
export interface NumericsPlan {
  readonly arrays: readonly ArrayPlan[];
  readonly layers: readonly LayerPlan[];
  /** Storage bits of one element of each tensor. */
  readonly tensorBits: readonly number[];
  /** Bits alive in the activation buffer during each layer. */
  readonly liveBits: readonly number[];
  readonly storedBits: number;
  /** Codes of all weights, and their scales. */
  readonly weightMemoryBits: number;
}

/** Prices every structure that `numerics` asks for; the cost of a point is then a matter of counts. */
export function numericsPlan(
  network: CompiledNetwork,
  numerics: Numerics,
  { layers: hardware, tensorBits: bitsOf }: NetworkHardware,
  pricing: Pricing,
): NumericsPlan {
  const members = arrayMembers(hardware.map(({ mac }) => mac));
  const arrays = members.map((group) => arrayPlan(group, hardware, pricing));
  const layers = hardware.map(({ mac, encoder }, index): LayerPlan => {
    const { weights, outChannels } = network.compiled[index]!;
    // Without an encoder only the bias remains, in accumulator units.
    const constantBits = encoder === undefined ? mac.accumulator.bits : encoderConstantBits(encoder).total;
    return {
      array: members.findIndex((group) => group.layers.includes(index)),
      weightBits: mac.weight.bits,
      activationBits: mac.activation.bits,
      accumulatorBits: mac.accumulator.bits,
      ...(encoder === undefined ? {} : { encoder: encoder.family }),
      constantBits,
      storedBits: weights * mac.weight.bits + outChannels * constantBits,
    };
  });
  const tensorBits = network.tensors.map(({ name, writer }) => bitsOf.get(name) ?? layers[writer!]!.accumulatorBits);
  return {
    arrays,
    layers,
    tensorBits,
    liveBits: network.layers.map((_, index) =>
      network.tensors.reduce((sum, { from, until, elements }, tensor) => sum + (from <= index && index <= until ? elements * tensorBits[tensor]! : 0), 0),
    ),
    storedBits: layers.reduce((sum, layer) => sum + layer.storedBits, 0),
    weightMemoryBits: hardware.reduce((sum, { mac, encoder }, index) => {
      const { weights, outChannels } = network.compiled[index]!;
      const scales = numerics.weights.granularity === 'channel' ? outChannels : 1;
      return sum + weights * mac.weight.bits + scales * (encoder === undefined ? SCALE_BITS_WITHOUT_ENCODER : encoderConstantBits(encoder).scale);
    }, 0),
  };
}

/** Scales of the last layer turn accumulators into logits outside the array: single-precision numbers. */
const SCALE_BITS_WITHOUT_ENCODER = 32;

function arrayPlan({ prefix, main, layers }: ArrayMembers, hardware: readonly LayerHardware[], pricing: Pricing): ArrayPlan {
  const price = (structure: Structure) => priceStructure({ ...structure, name: `${prefix}.${structure.name}` }, pricing);
  const macs = layers.map((index) => hardware[index]!.mac);
  // The array can run each of its layers, so the largest processing element is installed.
  const installed = [...new Set(macs)].map((mac) => macStructures(mac).map(price)).reduce((best, candidate) => (totalArea(candidate) > totalArea(best) ? candidate : best));
  const isRegister = ({ name }: PricedStructure) => name === `${prefix}.accumulatorRegister`;
  const accumulatorBits = Math.max(...macs.map(({ accumulator }) => accumulator.bits));
  const encoders = layers.flatMap((index) => hardware[index]!.encoder ?? []);
  const constantBits = Math.max(0, ...encoders.map((encoder) => encoderConstantBits(encoder).total));
  const { technology, library } = pricing;
  const technologySource = `technologies/${technology.name}.json`;
  return {
    main,
    logic: installed.filter((part) => !isRegister(part)),
    accumulatorRegister: installed.find(isRegister)!,
    accumulatorBits,
    weightRegister: price({ name: 'weightRegister', cells: registerCells(macs[0]!.weight.bits, { enabled: true }) }),
    skewRegister: price({ name: 'skewRegister', cells: registerCells(Math.max(...macs.map(({ activation }) => activation.bits)), { enabled: false }) }),
    drainMultiplexer: price({ name: 'drainMultiplexer', cells: { MUX2: accumulatorBits } }),
    encoders: [...new Set(encoders.map(({ family }) => family))].map((family) => ({ family, logic: { name: `${prefix}.encoder.${family}`, ...installedEncoder(family, encoders, price) } })),
    ...(constantBits === 0 ? {} : { encoderConstants: price({ name: 'encoderConstants', cells: registerCells(constantBits, { enabled: true }) }) }),
    accumulatorBufferName: `${prefix}.accumulatorBuffer`,
    accumulatorBufferSources: [`memories/${technology.sram}.json`, 'architectures/pe-array.json#/accumulatorEntriesPerColumn', technologySource],
    leakageName: `${prefix}.leakage`,
    leakageSources: [`cells/${library.name}.json#/cells`, `memories/${technology.sram}.json#/leakagePerBitNw`, technologySource],
  };
}

/** The largest encoder of a family that a layer needs, with its output register, as one. */
function installedEncoder(family: string, encoders: readonly EncoderStructure[], price: (structure: Structure) => PricedStructure): Omit<PricedStructure, 'name'> {
  const candidates = encoders
    .filter((encoder) => encoder.family === family)
    .map((encoder) => [...encoderStructures(encoder), { name: 'outputRegister', cells: registerCells(encoderOutputBits(encoder), { enabled: true }) }].map(price));
  const parts = candidates.reduce((best, candidate) => (totalArea(candidate) > totalArea(best) ? candidate : best));
  return {
    areaUm2: totalArea(parts),
    energyPj: parts.reduce((sum, { energyPj }) => sum + energyPj, 0),
    leakageNw: parts.reduce((sum, { leakageNw }) => sum + leakageNw, 0),
    sources: [...new Set(parts.flatMap(({ sources }) => sources))],
  };
}

const totalArea = (structures: readonly PricedStructure[]): number => structures.reduce((sum, { areaUm2 }) => sum + areaUm2, 0);
