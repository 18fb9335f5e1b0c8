import { describe, expect, it } from 'vitest';
import { parseViewLink, viewLink } from './viewLink.js';

describe('viewLink', () => {
  it('comes back as file and view, whatever they contain', () => {
    for (const file of ['file:///a b/ü&x=1#.frontier.json', 'vscode-remote://host/x.frontier.json']) {
      const view = { version: 1, color: 'a&b=%20"#' };
      const link = viewLink('vscode', 'bitscape.bitscape', file, view);
      expect(link.startsWith('vscode://bitscape.bitscape/view?')).toBe(true);
      expect(parseViewLink(link.slice(link.indexOf('?') + 1))).toEqual({ file, view });
    }
  });
  it('is nothing for another kind of file, and has no view where it is damaged', () => {
    expect(parseViewLink('file=file%3A%2F%2F%2Fetc%2Fpasswd')).toBeUndefined();
    expect(parseViewLink('')).toBeUndefined();
    expect(parseViewLink('file=x.frontier.json&view=%7B')).toEqual({ file: 'x.frontier.json', view: null });
  });
});
