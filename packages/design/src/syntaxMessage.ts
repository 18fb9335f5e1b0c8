import { printParseErrorCode, type ParseErrorCode } from 'jsonc-parser';

const MESSAGES: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, string>>> = {
  InvalidSymbol: 'this is not a JSON value',
  InvalidNumberFormat: 'this number is not written as JSON numbers are',
  PropertyNameExpected: 'a property name in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'the closing brace } is missing',
  CloseBracketExpected: 'the closing bracket ] is missing',
  EndOfFileExpected: 'the text should end here',
  InvalidCommentToken: 'comments are not allowed in this file',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'a number is cut short',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape sequence does not exist in JSON',
  InvalidCharacter: 'control characters must be escaped in strings',
};

/** What a syntax error of jsonc-parser means, in words, with the characters found there. */
export function syntaxMessage(code: ParseErrorCode | undefined, text: string, offset: number): string {
  const words = (code === undefined ? undefined : MESSAGES[printParseErrorCode(code)]) ?? 'this is not valid JSON';
  const found = /^\S{1,20}/.exec(text.slice(offset, offset + 20))?.[0];
  return found === undefined ? `${words}${offset >= text.trimEnd().length ? ', but the text ends' : ''}` : `${words}, found ${JSON.stringify(found)}`;
}
