import type { PathValue } from '@bitscape/design';

/** Whether a value is one of those that a condition accepts. In texts `*` stands for any text, the empty one included. */
export function matchesCondition(value: PathValue | undefined, accepts: readonly (string | number)[]): boolean {
  return accepts.some((accepted) => (typeof accepted === 'string' && typeof value === 'string' ? matchesPattern(value, accepted) : value === accepted));
}

/** Greedy from the left, with the last part pinned to the end: linear, no backtracking. */
function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return text === pattern;
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
