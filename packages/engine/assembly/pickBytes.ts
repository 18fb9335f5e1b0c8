/** `table[index]` of each byte, indices 0 to 15: where the runtime has it, one instruction that does not look after greater ones. */
@inline
export function pickBytes(table: v128, index: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(table, index);
  return i8x16.swizzle(table, index);
}
