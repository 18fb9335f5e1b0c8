import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashModels } from './hashModels.js';
import { loadHardwareModels } from './loadHardwareModels.js';
import { locateModels } from './locateModels.js';

type Json = Record<string, never>;

describe('loadHardwareModels', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hw-models-'));
    cpSync(locateModels(), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const edit = (file: string, change: (model: never) => void) => {
    const path = join(folder, file);
    const model = JSON.parse(readFileSync(path, 'utf8')) as Json;
    change(model as never);
    writeFileSync(path, JSON.stringify(model));
  };
  const failure = (): BitscapeError => {
    try {
      loadHardwareModels(folder);
    } catch (error) {
      expect(error).toBeInstanceOf(BitscapeError);
      return error as BitscapeError;
    }
    throw new Error('loading succeeded');
  };

  it('reads the models of the project', () => {
    const models = loadHardwareModels();
    expect(models.technologies['45nm']?.nodeNm).toBe(45);
    expect(models.cells.nangate45?.cells.NAND2.areaUm2.value).toBe(0.798);
    expect(Object.keys(models.memories.dram.memories)).toContain('lpddr4');
  });

  it('gives the same hash for the same contents, whatever the layout and the order of keys', () => {
    const path = join(folder, 'technologies/7nm.json');
    const model = JSON.parse(readFileSync(path, 'utf8')) as Json;
    writeFileSync(path, JSON.stringify(Object.fromEntries(Object.entries(model).reverse())));
    expect(loadHardwareModels(folder).hash).toBe(loadHardwareModels().hash);
  });

  it('gives a hash that hashModels repeats from the loaded models, wherever they lie', () => {
    expect(hashModels(loadHardwareModels(folder))).toBe(loadHardwareModels().hash);
  });

  it('gives another hash when a constant changes', () => {
    edit('memories/sram.json', (sram: { readEnergyPj: { value: number } }) => (sram.readEnergyPj.value = 11));
    expect(loadHardwareModels(folder).hash).not.toBe(loadHardwareModels().hash);
  });

  it.each<[string, string, (model: never) => void, string, RegExp]>([
    ['a missing constant', 'cells/nangate45.json', (m: { cells: { FA: Json } }) => delete (m.cells.FA as { areaUm2?: never }).areaUm2, '/cells/FA/areaUm2', /missing "areaUm2"/],
    ['a missing cell', 'cells/nangate45.json', (m: { cells: Json }) => delete (m.cells as { FA?: never }).FA, '/cells/FA', /missing "FA"/],
    ['a missing bound', 'memories/sram.json', (m: { readEnergyPj: Json }) => delete (m.readEnergyPj as { bounds?: never }).bounds, '/readEnergyPj/bounds', /missing "bounds"/],
    ['a bare number', 'memories/sram.json', (m: { readEnergyPj: unknown }) => (m.readEnergyPj = 10), '/readEnergyPj', /must be object/],
    ['a negative energy', 'memories/dram.json', (m: { memories: { hbm2: { energyPjPerBit: { value: number } } } }) => (m.memories.hbm2.energyPjPerBit.value = -1), '/memories/hbm2/energyPjPerBit/value', /must be >= 0/],
    ['a value outside its bounds', 'memories/sram.json', (m: { readEnergyPj: { value: number } }) => (m.readEnergyPj.value = 99), '/readEnergyPj', /99 is outside its bounds/],
    ['an uncited source', 'technologies/7nm.json', (m: { areaFactor: { source: string } }) => (m.areaFactor.source = 'folklore'), '/areaFactor/source', /unknown source "folklore"/],
    ['an unknown quality', 'technologies/7nm.json', (m: { areaFactor: { quality: string } }) => (m.areaFactor.quality = 'certain'), '/areaFactor/quality', /verified, derived, fitted, assumed/],
    ['a misspelt field', 'technologies/7nm.json', (m: { areFactor?: number }) => (m.areFactor = 1), '', /additional properties "areFactor"/],
    ['a name that is not the file name', 'technologies/7nm.json', (m: { name: string }) => (m.name = '8nm'), '/name', /the file says "7nm"/],
    ['an unknown cell library', 'technologies/7nm.json', (m: { cells: string }) => (m.cells = 'asap7'), '/cells', /"asap7" does not exist; there is nangate45/],
  ])('%s is an error with file and pointer', (_, file, change, pointer, message) => {
    edit(file, change);
    const error = failure();
    expect(error.code).toBe('invalid-model');
    expect(error.where).toEqual({ file: join(folder, file), pointer });
    expect(error.message).toMatch(message);
  });

  it('text that is not JSON is an error that names the file', () => {
    writeFileSync(join(folder, 'memories/dram.json'), '{ "name": ');
    const error = failure();
    expect(error.code).toBe('invalid-model');
    expect(error.where?.file).toBe(join(folder, 'memories/dram.json'));
  });

  it.each(['memories/dram.json', 'architectures/pe-array.json', 'technologies'])('a missing %s is an error that names it', (file) => {
    rmSync(join(folder, file), { recursive: true });
    const error = failure();
    expect(error.code).toBe('not-found');
    expect(error.where?.file).toBe(join(folder, file));
  });
});

describe('locateModels', () => {
  it('refuses where no ancestor folder has models', () => {
    expect(() => locateModels('/nowhere/at/all.js')).toThrow(/missing from this installation/);
  });
});
