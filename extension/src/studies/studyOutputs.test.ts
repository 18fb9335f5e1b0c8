import { describe, expect, it } from 'vitest';
import { frontierPlaces, studyName } from './studyOutputs.js';

describe('studyName', () => {
  it.each([
    ['{\n  // "name": "no"\n  "schemaVersion": 1,\n  "name": "glyphs",\n', 'glyphs'],
    ['{ "name": "one line" }', 'one line'],
    ['{\n  "name": "a\\"b",', 'a"b'],
    ['{\n  "axes": {\n      "size": {\n        "name": "deep"', undefined],
    ['', undefined],
  ])('of %j is %j', (text, name) => {
    expect(studyName(text)).toBe(name);
  });
});

describe('frontierPlaces', () => {
  it('looks where explore writes first', () => {
    expect(frontierPlaces('x')[0]).toBe('out/x/x.frontier.json');
  });
});
