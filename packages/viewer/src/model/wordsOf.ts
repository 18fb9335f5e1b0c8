/** A name of the data as words: `encoder.logEncoder` → `encoder log encoder`. */
export function wordsOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('.', ' ').toLowerCase();
}
