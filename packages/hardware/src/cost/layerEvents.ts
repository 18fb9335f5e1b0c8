import type { Accelerator } from '@bitscape/design';
import { outputStationary } from '../mapping/outputStationary.js';
import { weightStationary } from '../mapping/weightStationary.js';
import type { Dataflow } from '../mapping/Mapping.js';
import { packedWords } from '../memory/packedWords.js';
import type { CompiledNetwork } from './compileNetwork.js';
import { EVENT, type EventCounts } from './components.js';
import { dramTraffic } from './dramTraffic.js';
import type { NumericsPlan } from './numericsPlan.js';

const DATAFLOWS: Readonly<Record<Accelerator['dataflow'], Dataflow>> = {
  'weight-stationary': weightStationary,
  'output-stationary': outputStationary,
};

const EVENT_COUNT = Object.keys(EVENT).length;

const BITS_PER_KIB = 8192;

interface LayerEvents {
  readonly events: EventCounts;
  /** Multiply-accumulates over all element-cycles of the layer. */
  readonly utilization: number;
}

/** Events of one layer for one image, and its cycles. `wordBits` is the width of a buffer access. */
export function layerEvents(
  network: CompiledNetwork,
  plan: NumericsPlan,
  index: number,
  accelerator: Accelerator,
  array: { readonly rows: number; readonly columns: number; readonly pixelTile: number },
  wordBits: number,
): LayerEvents {
  const layer = network.compiled[index]!;
  const bits = plan.layers[index]!;
  const { groups, loops } = layer;
  const elements = array.rows * array.columns;
  const counts = DATAFLOWS[accelerator.dataflow](loops, array);
  const pixelTiles = counts.weightReads / (loops.outputs * loops.reduction);
  const channelTiles = counts.inputReads / (loops.pixels * loops.reduction);
  const activationBufferBits = accelerator.activationBufferKib * BITS_PER_KIB;
  const spilled = (tensor: number): boolean => {
    const { from, until } = network.tensors[tensor]!;
    for (let at = from; at <= until; at++) if (plan.liveBits[at]! > activationBufferBits) return true;
    return false;
  };

  const inputSpilled = spilled(layer.input);
  // The first layer's input comes from outside even when it then stays on chip.
  const inputFromDram = inputSpilled || index === 0;
  const weightBufferBits = accelerator.weightBufferKib * BITS_PER_KIB;
  const dram = dramTraffic({
    weightBits: bits.storedBits,
    weightStripeBits: Math.min(array.columns, loops.outputs) * (loops.reduction * bits.weightBits + bits.constantBits),
    weightBufferBits,
    weightsResident: plan.storedBits <= weightBufferBits,
    inputBits: inputFromDram ? layer.inputElements * plan.tensorBits[layer.input]! : 0,
    inputSpilled,
    pixelTiles,
    channelTiles,
  });
  const residualBits = layer.residual === undefined ? 0 : layer.outputElements * plan.tensorBits[layer.residual]!;
  const residualFromDram = layer.residual !== undefined && spilled(layer.residual) ? residualBits : 0;
  const outputBits = layer.outputElements * (bits.encoder !== undefined ? plan.tensorBits[layer.output]! : bits.accumulatorBits);
  const outputToDram = index === network.compiled.length - 1 || spilled(layer.output) ? outputBits : 0;

  // A sum leaves the array `rows` cycles after its first product and its code one cycle later.
  const cycles = groups * (counts.computeCycles + counts.transferCycles) + array.rows + 1;
  const words = (totalBits: number) => packedWords(1, totalBits, wordBits);
  const events = new Float64Array(EVENT_COUNT);
  events[EVENT.macs] = layer.macs;
  events[EVENT.accumulatorWrites] = groups * (counts.computeCycles + counts.drainShiftCycles) * elements;
  events[EVENT.weightRegisterWrites] = groups * counts.weightShiftCycles * elements;
  events[EVENT.skewWrites] = groups * counts.computeCycles;
  events[EVENT.drainShifts] = groups * counts.drainShiftCycles * elements;
  events[EVENT.encodings] = bits.encoder !== undefined ? layer.outputElements : 0;
  events[EVENT.constantLoads] = bits.encoder !== undefined ? layer.outChannels * pixelTiles : 0;
  events[EVENT.accumulatorReadWords] = packedWords(groups * counts.partialSumReads, bits.accumulatorBits, wordBits);
  events[EVENT.accumulatorWriteWords] = packedWords(groups * counts.partialSumWrites, bits.accumulatorBits, wordBits);
  events[EVENT.weightReadWords] = words(groups * counts.weightReads * bits.weightBits + layer.outChannels * pixelTiles * bits.constantBits);
  events[EVENT.weightWriteWords] = words(dram.weightBits);
  events[EVENT.activationReadWords] = words(groups * counts.inputReads * bits.activationBits) + words(residualBits) + words(outputToDram);
  events[EVENT.activationWriteWords] = words(outputBits) + words(dram.inputBits) + words(residualFromDram);
  events[EVENT.dramWeightBits] = dram.weightBits;
  events[EVENT.dramActivationBits] = dram.inputBits + residualFromDram + outputToDram;
  events[EVENT.cycles] = cycles;
  return { events, utilization: layer.macs / (cycles * elements) };
}
