import { BitscapeError } from '@bitscape/errors';

export interface LibertyToken {
  /** A punctuation character, or `word` for names, numbers and quoted text. */
  readonly kind: '{' | '}' | '(' | ')' | ':' | ';' | ',' | 'word';
  readonly text: string;
  readonly line: number;
}

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|\\\r?\n|"(?:[^"\\]|\\[\s\S])*"|[{}():;,]|[^\s{}():;,"\\]+|\s+/gy;

/**
 * Splits Liberty text into tokens; comments and line continuations are dropped, quotes removed.
 *
 * @throws BitscapeError `invalid-model` with the line of an unclosed comment or text
 */
export function tokenizeLiberty(text: string, file: string): LibertyToken[] {
  const tokens: LibertyToken[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const what = text.startsWith('"', at) ? 'the quoted text is not closed' : `${JSON.stringify(text[at])} has no meaning here`;
      throw new BitscapeError('invalid-model', what, { where: { file, line }, hint: 'The file must be a Liberty cell library (*.lib).' });
    }
    const [piece] = match;
    if (piece.startsWith('/*') || piece.startsWith('//') || piece.startsWith('\\') || /^\s/.test(piece)) {
      // Nothing but lines to count.
    } else if (piece.startsWith('"')) {
      tokens.push({ kind: 'word', text: piece.slice(1, -1).replace(/\\\r?\n/g, ' '), line });
    } else {
      tokens.push({ kind: (/^[{}():;,]$/.test(piece) ? piece : 'word') as LibertyToken['kind'], text: piece, line });
    }
    for (let i = 0; i < piece.length; i++) if (piece.charCodeAt(i) === 10) line++;
    at += piece.length;
  }
  return tokens;
}
