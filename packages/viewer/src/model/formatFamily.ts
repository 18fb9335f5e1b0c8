/** Family of a number format: its name up to the first digit or colon, the unsigned `u` left out. `ulns:3.3` → `lns`. */
export function formatFamily(name: string): string {
  const letters = /^[a-z]+/i.exec(name)?.[0] ?? name;
  return letters.length > 1 && /^u(?:int|lns|fixed|apot|pot)/i.test(letters) ? letters.slice(1) : letters;
}
