import { formatFamilies } from '../format/formatFamilies.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import { parseFormat } from '../format/parseFormat.js';

/** Codebooks are too many to list: with and without zero, signed and unsigned, full and with unused codes. */
const CODEBOOKS = ['codebook:-1,1', 'codebook:0,1', 'codebook:-3,-1,1,3', 'codebook:-7,-2,0,3', 'codebook:0,1,4,9,16', 'codebook:-2047,-5,-4,0,1,100,2047', 'codebook:-9,4,8'];

/** Every format of every registered family with at most `bits` storage bits, and a few codebooks. */
export function everyFormat(bits: number): NumberFormat[] {
  const listed = formatFamilies().flatMap((family) => {
    let tuples: number[][] = [[]];
    for (const { minimum, maximum } of family.parameters) {
      const values = Array.from({ length: maximum - minimum + 1 }, (_, i) => minimum + i);
      tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }
    return tuples.filter((numbers) => family.refusal(numbers) === undefined).map((numbers) => family.nameOf(numbers));
  });
  return [...listed, ...CODEBOOKS].map(parseFormat).filter((format) => format.bits <= bits);
}
