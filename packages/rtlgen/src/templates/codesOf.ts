import type { NumberFormat } from '@bitscape/quantization';

/** All bit patterns of a format, or only those that stand for a level. */
export function codesOf(format: NumberFormat, { unused }: { readonly unused: boolean }): number[] {
  const codes = Array.from({ length: 2 ** format.bits }, (_, code) => code);
  return unused ? codes : codes.filter((code) => format.codeOf(format.rankOf(code)) === code);
}
