/**
 * Solves the normal equations of `rows * x = values` (each row one equation) by Gaussian elimination with pivoting.
 * @throws RangeError when the rows do not determine every unknown
 */
export function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const unknowns = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: unknowns }, (_, i) => [
    ...Array.from({ length: unknowns }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    rows.reduce((sum, row, k) => sum + row[i]! * values[k]!, 0),
  ]);
  for (let i = 0; i < unknowns; i++) {
    const pivot = matrix.reduce((best, row, k) => (k >= i && Math.abs(row[i]!) > Math.abs(matrix[best]![i]!) ? k : best), i);
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    const lead = matrix[i]![i]!;
    if (lead === 0) throw new RangeError('the equations do not determine every unknown');
    for (let k = 0; k < unknowns; k++) {
      if (k === i) continue;
      const factor = matrix[k]![i]! / lead;
      matrix[k] = matrix[k]!.map((entry, j) => entry - factor * matrix[i]![j]!);
    }
  }
  return matrix.map((row, i) => row[unknowns]! / row[i]!);
}
