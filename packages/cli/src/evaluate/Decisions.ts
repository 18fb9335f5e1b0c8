import type { PoolEvaluationOptions } from '@bitscape/accuracy';

type Batch = Parameters<NonNullable<PoolEvaluationOptions['onBatch']>>[0];

/** Class that each image was given, and whether it is the label's. */
export class Decisions {
  readonly classes: Uint16Array;
  readonly correct: Uint8Array;

  constructor(
    images: number,
    private readonly batchSize: number,
  ) {
    this.classes = new Uint16Array(images);
    this.correct = new Uint8Array(images);
  }

  add({ index, decisions, correct }: Batch): void {
    this.classes.set(decisions, index * this.batchSize);
    this.correct.set(correct, index * this.batchSize);
  }
}

/** How often two engines decide differently, and on which images. */
export interface Disagreement {
  readonly images: number;
  readonly differing: number;
  readonly onlyExactRight: number;
  readonly onlyFloatRight: number;
  readonly where: readonly { readonly image: number; readonly exact: number; readonly float: number; readonly right: 'exact' | 'float' | 'neither' }[];
}

export function compareDecisions(exact: Decisions, float: Decisions): Disagreement {
  const where = [...exact.classes.keys()]
    .filter((image) => exact.classes[image] !== float.classes[image])
    .map((image) => {
      const right = exact.correct[image] === 1 ? ('exact' as const) : float.correct[image] === 1 ? ('float' as const) : ('neither' as const);
      return { image, exact: exact.classes[image]!, float: float.classes[image]!, right };
    });
  return {
    images: exact.classes.length,
    differing: where.length,
    onlyExactRight: where.filter(({ right }) => right === 'exact').length,
    onlyFloatRight: where.filter(({ right }) => right === 'float').length,
    where,
  };
}
