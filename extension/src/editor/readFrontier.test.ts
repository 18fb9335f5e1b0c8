import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFrontier } from './readFrontier.js';

const fixture = readFileSync(new URL('../../test-data/glyphs.frontier.json', import.meta.url));

describe('readFrontier', () => {
  it('gives a buffer of its own with exactly the bytes of the file, and the labels', () => {
    const padded = Buffer.concat([Buffer.from('??'), fixture, Buffer.from('!!')]);
    const reading = readFrontier(padded.subarray(2, 2 + fixture.length));
    if (reading.kind !== 'frontier') throw new Error(reading.problem.message);
    expect(reading.bytes).toBeInstanceOf(ArrayBuffer);
    expect(Buffer.from(reading.bytes).equals(fixture)).toBe(true);
    const { points } = JSON.parse(fixture.toString()) as { points: { id: string; label: string }[] };
    expect([...reading.labels]).toEqual(points.map((point) => [point.id, point.label]));
  });
  it('names the place of what is wrong', () => {
    const broken = fixture.toString().replace('"schemaVersion": 1', '"schemaVersion": 1 oops');
    const reading = readFrontier(Buffer.from(broken));
    expect(reading).toMatchObject({ kind: 'problem', problem: { line: 2, column: expect.any(Number) as number } });
  });
  it.each([['nothing', ''], ['another file', '{"name":"study"}'], ['a list', '[]'], ['a part of a file', fixture.toString().slice(0, 3000)]])('explains %s', (_, text) => {
    const reading = readFrontier(Buffer.from(text));
    expect(reading.kind === 'problem' && reading.problem.message.length > 5).toBe(true);
  });
  it('explains bytes that are no text', () => {
    expect(readFrontier(Uint8Array.of(0xff, 0xfe, 0x00))).toEqual({ kind: 'problem', problem: { message: 'the file is not UTF-8 text' } });
  });
});
