import { readFileSync } from 'node:fs';
import { getPath, readPoints, type FrontierFile } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { readFrontier } from './readFrontier.js';

const fixture = readFileSync(new URL('../../test-data/glyphs.frontier.json', import.meta.url));
const file = JSON.parse(fixture.toString()) as FrontierFile;

describe('readFrontier', () => {
  it('gives a buffer of its own with exactly the bytes of the file, and its points', () => {
    const padded = Buffer.concat([Buffer.from('??'), fixture, Buffer.from('!!')]);
    const reading = readFrontier(padded.subarray(2, 2 + fixture.length));
    if (reading.kind !== 'frontier') throw new Error(reading.problem.message);
    expect(reading.bytes).toBeInstanceOf(ArrayBuffer);
    expect(Buffer.from(reading.bytes).equals(fixture)).toBe(true);
    for (const point of file.points) expect(reading.point(point.id)).toEqual(point);
    expect(reading.point('gone')).toBeUndefined();
    expect(reading.check).toBeUndefined();
  });
  it('gives a large file as a header and a table, with the same rows, and checks it later', () => {
    const reading = readFrontier(fixture, 1000);
    if (reading.kind !== 'frontier') throw new Error(reading.problem.message);
    expect(JSON.parse(new TextDecoder().decode(reading.bytes))).toEqual({ ...file, points: [] });
    const rows = readPoints(new Uint8Array(reading.trials!));
    expect(rows.map(({ id, label, status, objectives }) => ({ id, label, status, objectives }))).toEqual(file.points.map(({ id, label, objectives }) => ({ id, label, status: 'frontier', objectives })));
    rows.forEach((row, index) => {
      for (const [path, value] of Object.entries(row.axes)) expect(getPath(file.points[index]!.point, path)).toBe(value);
    });
    expect(Object.keys(rows[0]!.axes)).toContain('numerics.weights.format');
    expect(reading.point(file.points[1]!.id)).toEqual(file.points[1]);
    expect(reading.check!()).toBeUndefined();
  });
  it('finds in a large file later what a quick look misses', () => {
    const reading = readFrontier(Buffer.from(fixture.toString().replace('"tool": "', '"extra": 1, "tool": "')), 1000);
    expect(reading.kind === 'frontier' && reading.check!()).toMatchObject({ message: "unknown property 'extra'" });
  });
  it.each([
    ['another schema', '"schemaVersion": 1', '"schemaVersion": 2'], ['an unknown objective', '"name":"accuracy"', '"name":"__proto__"'],
    ['a value that is no number', /"energy":[\d.]+/, '"energy":"<img src=x onerror=alert(1)>"'], ['an id of another kind', /"id":"[0-9a-f]{16}"/, '"id":"<script>"'],
    ['an empty list of objectives', /"objectives": \[.*\]/, '"objectives": []'], ['a hundred thousand objectives', /"objectives": \[/, `"objectives": [${'{"name":"energy"},'.repeat(100_000)}`],
    ['a truncated file', /"points"[^]*$/, '"points": ['],
  ])('refuses %s in a large file at once, with its place', (_, before, after) => {
    const text = fixture.toString();
    const changed = text.replace(before, () => after);
    expect(changed).not.toBe(text);
    const reading = readFrontier(Buffer.from(changed), 1000);
    expect(reading.kind).toBe('problem');
    expect(reading.kind === 'problem' && (reading.problem.line ?? reading.problem.pointer)).toBeTruthy();
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
