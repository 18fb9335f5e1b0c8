import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { Ajv, type ValidateFunction } from 'ajv';
import { hashModels } from './hashModels.js';
import { locateModels } from './locateModels.js';
import { readModelFile } from './readModelFile.js';
import type { HardwareModels } from './HardwareModels.js';

/**
 * Reads and checks the models that people edit.
 * @param folder a folder laid out like the project's `hw-models`; that one by default. Schemas are always the project's.
 * @throws BitscapeError `invalid-model` with file and JSON pointer; `not-found` when a folder or file is missing.
 */
export function loadHardwareModels(folder: string = locateModels()): HardwareModels {
  const validate = schemaValidators(join(locateModels(), 'schema'));
  const one = <Model>(path: string, schema: string) => readModelFile<Model>(join(folder, path), validate(schema));
  const all = <Model extends { readonly name: string }>(path: string, schema: string) => readAll<Model>(join(folder, path), validate(schema));
  const models = {
    technologies: all<HardwareModels['technologies'][string]>('technologies', 'technology'),
    cells: all<HardwareModels['cells'][string]>('cells', 'cells'),
    memories: {
      sram: { sram: one<HardwareModels['memories']['sram'][string]>('memories/sram.json', 'sram') },
      dram: one<HardwareModels['memories']['dram']>('memories/dram.json', 'dram'),
    },
    scaling: all<HardwareModels['scaling'][string]>('scaling', 'scaling'),
    architecture: one<HardwareModels['architecture']>('architectures/pe-array.json', 'architecture'),
    calibration: one<HardwareModels['calibration']>('calibrations/synthesis-45nm.json', 'calibration'),
  };
  checkReferences(models, folder);
  return { folder, hash: hashModels(models), ...models };
}

/** Compiled schemas by folder: compiling takes longer than everything else here. */
const compiled = new Map<string, Ajv>();

function schemaValidators(folder: string): (name: string) => ValidateFunction {
  let ajv = compiled.get(folder);
  if (ajv === undefined) compiled.set(folder, (ajv = readSchemas(folder)));
  return (name) => ajv.getSchema(`${name}.schema.json`)!;
}

function readSchemas(folder: string): Ajv {
  const ajv = new Ajv({ allErrors: false, strict: true });
  for (const file of readdirSync(folder)) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object);
  return ajv;
}

function readAll<Model extends { readonly name: string }>(folder: string, validate: ValidateFunction): Record<string, Model> {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    throw toBitscapeError(error);
  }
  return Object.fromEntries(
    files.map((file) => {
      const model = readModelFile<Model>(join(folder, file), validate);
      const expected = basename(file, '.json');
      if (model.name !== expected) {
        throw new BitscapeError('invalid-model', `the name is "${model.name}", the file says "${expected}"`, {
          where: { file: join(folder, file), pointer: '/name' },
        });
      }
      return [expected, model];
    }),
  );
}

function checkReferences(models: Omit<HardwareModels, 'hash' | 'folder'>, folder: string): void {
  for (const technology of Object.values(models.technologies)) {
    const file = join(folder, 'technologies', `${technology.name}.json`);
    requireKey(models.cells, technology.cells, file, '/cells');
    requireKey(models.memories.sram, technology.sram, file, '/sram');
    if (technology.scaling) requireKey(models.scaling, technology.scaling.table, file, '/scaling/table');
  }
  requireKey(models.cells, models.calibration.cells, join(folder, 'calibrations', 'synthesis-45nm.json'), '/cells');
}

function requireKey(record: Readonly<Record<string, unknown>>, key: string, file: string, pointer: string): void {
  if (Object.hasOwn(record, key)) return;
  throw new BitscapeError('invalid-model', `"${key}" does not exist; there is ${Object.keys(record).join(', ')}`, { where: { file, pointer } });
}
