import { memoryBits, networkCounts, residualNetworkLayers, widestWithin, type ActivationCount } from '@bitscape/quantization';
import { activationBits, type ActivationBits } from './activationBits.js';

export interface BudgetQuestion {
  /** Memory, bits. */
  readonly memory: number;
  readonly maxBits: number;
  readonly activations: ActivationCount;
  readonly activationBits: ActivationBits;
  readonly depth: number;
}

export interface BudgetPoint {
  readonly parameterBits: number;
  readonly activationBits: number;
  /** Channels of the first stage; 0 where not even one fits. */
  readonly width: number;
  readonly parameters: number;
  readonly activations: number;
  readonly memoryBits: number;
}

/** The widest network within a memory for every number of parameter bits. */
export function budgetCurve(question: BudgetQuestion): BudgetPoint[] {
  return Array.from({ length: question.maxBits }, (_, i) => {
    const parameterBits = i + 1;
    const wide = activationBits(question.activationBits, parameterBits);
    const countsAt = (width: number) => networkCounts(residualNetworkLayers(width, question.depth), question.activations);
    const width = widestWithin(question.memory, (k) => memoryBits(countsAt(k), parameterBits, wide));
    const counts = width === 0 ? { parameters: 0, activations: 0 } : countsAt(width);
    return { parameterBits, activationBits: wide, width, ...counts, memoryBits: memoryBits(counts, parameterBits, wide) };
  });
}
