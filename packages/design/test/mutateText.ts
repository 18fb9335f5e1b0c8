const PIECES = ['{', '}', '[', ']', ',', ':', '"', '\\', 'null', 'true', '-1', '1e999', 'NaN', '/*', '//', '\u0000', '\uFFFF', '"__proto__":{}', '"constructor":1', '""', '1'.repeat(400), '{"a":'.repeat(70)];

/** A copy of a text with one to four random edits: cuts, insertions, replacements, doubled or swapped stretches, changed digits. */
export function mutateText(text: string, random: () => number): string {
  let result = text;
  for (let edit = Math.floor(random() * 4); edit >= 0; edit--) {
    const at = Math.floor(random() * (result.length + 1));
    const to = Math.min(result.length, at + Math.floor(random() * 30));
    const piece = PIECES[Math.floor(random() * PIECES.length)]!;
    const edits = [
      () => result.slice(0, at),
      () => result.slice(0, at) + piece + result.slice(at),
      () => result.slice(0, at) + piece + result.slice(to),
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, to) + result.slice(at),
      () => result.slice(0, at) + String.fromCharCode(Math.floor(random() * 128)) + result.slice(at + 1),
      () => result.slice(0, at) + result.slice(at).replace(/\d+/, () => String(Math.floor(random() * 1e6) - 1000)),
      () => result.slice(0, at) + result.slice(at).replace(/"[^"]*"/, () => '"x"'),
      () => result.slice(0, at) + result.slice(at).replace(/"[^"]*"/, () => piece),
    ];
    result = edits[Math.floor(random() * edits.length)]!();
  }
  return result;
}
