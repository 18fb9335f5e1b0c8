import type { OutputEncoder } from '@bitscape/datapath';

/**
 * Least and greatest output of an encoder as signed level numbers: ranks counted from zero. For integers these are the levels, for
 * logarithmic codes the signed magnitude codes.
 */
export function levelRange({ output, rankRange = [0, output.levels.length - 1] }: OutputEncoder): { readonly Least: number; readonly Greatest: number } {
  return { Least: rankRange[0] - output.zeroRank, Greatest: rankRange[1] - output.zeroRank };
}
