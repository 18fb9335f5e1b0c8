import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ProductTable } from '@bitscape/datapath';
import { parseJsonText, readTextFile, type Numerics } from '@bitscape/design';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { parseNpy } from '@bitscape/network';
import { parseFormat } from '@bitscape/quantization';

/** 2^20 entries of up to 15 characters. */
const MAX_CHARACTERS = 16 * 2 ** 20;

/**
 * A multiplier of the user's: an NPY array of integers or JSON rows, one row a weight code, one column an activation code. JSON may also be an
 * object `{ "products": rows, "weights"?, "activations"?, "unit"? }`. Formats that the file does not name are those of the numerics.
 *
 * @throws BitscapeError `not-found`, `invalid-model` for a file that is no such table, `usage` for a table of other formats than it says
 */
export async function readProductTable(file: string, numerics: Numerics): Promise<ProductTable> {
  const { rows, columns, entries, weights, activations, unit } = /\.npy$/i.test(file) ? await readNpy(file) : await readJson(file);
  const table = {
    name: basename(file),
    weights: parseFormat(weights ?? numerics.weights.format).name,
    activations: parseFormat(activations ?? numerics.activations.format).name,
    entries,
    ...(unit === undefined ? {} : { unit }),
  };
  const wanted = [2 ** parseFormat(table.weights).bits, 2 ** parseFormat(table.activations).bits];
  if (rows !== wanted[0] || columns !== wanted[1]) {
    throw new BitscapeError('usage', `the product table has ${rows} rows and ${columns} columns; ${table.weights} × ${table.activations} has ${wanted[0]} weight codes and ${wanted[1]} activation codes`, {
      where: { file },
      hint: 'One row a weight code, one column an activation code, in the order of the bit patterns (two’s complement for int).',
    });
  }
  return table;
}

interface Rows {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
  readonly weights?: string;
  readonly activations?: string;
  readonly unit?: number;
}

async function readNpy(file: string): Promise<Rows> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new BitscapeError(toBitscapeError(error).code, toBitscapeError(error).message, { where: { file }, cause: error });
  }
  const { shape, kind, data } = parseNpy(file, bytes);
  if (shape.length !== 2 || kind !== 'integer') {
    throw new BitscapeError('invalid-model', `an array of shape (${shape.join(', ')}) of ${kind}s is no product table: it must be integers in two dimensions`, { where: { file } });
  }
  return { rows: shape[0]!, columns: shape[1]!, entries: Float64Array.from(data) };
}

async function readJson(file: string): Promise<Rows> {
  const { value, locate } = parseJsonText(await readTextFile(file, 'invalid-model'), { file, code: 'invalid-model', comments: true, maxLength: MAX_CHARACTERS });
  const refuse = (message: string, path: (string | number)[]): never => {
    throw new BitscapeError('invalid-model', message, { where: locate(path) });
  };
  const bare = Array.isArray(value);
  if (!bare && (typeof value !== 'object' || value === null)) refuse('a product table is an array of rows, or an object with "products"', []);
  const table = (bare ? { products: value } : value) as Record<string, unknown>;
  const unknown = Object.keys(table).find((key) => !['products', 'weights', 'activations', 'unit'].includes(key));
  if (unknown !== undefined) refuse(`unknown property "${unknown}"; a product table has products, weights, activations and unit`, [unknown]);
  const { products, weights, activations, unit } = table;
  const path = (...rest: number[]): (string | number)[] => (bare ? rest : ['products', ...rest]);
  if (!Array.isArray(products) || products.length === 0) return refuse('products must be an array of rows', path());
  const rows = products as unknown[];
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  const entries = new Float64Array(rows.length * columns);
  rows.forEach((row, r) => {
    if (!Array.isArray(row) || row.length !== columns || columns === 0) refuse(`a row must be an array of as many integers as the first (${columns})`, path(r));
    (row as unknown[]).forEach((entry, c) => {
      if (typeof entry !== 'number' || !Number.isSafeInteger(entry)) refuse('a product must be an integer', path(r, c));
      entries[r * columns + c] = entry as number;
    });
  });
  for (const [key, name] of Object.entries({ weights, activations })) if (name !== undefined && typeof name !== 'string') refuse('must be the name of a number format', [key]);
  if (unit !== undefined && (typeof unit !== 'number' || unit <= 0)) refuse('unit must be a positive number: the real value of one accumulator unit', ['unit']);
  return {
    rows: rows.length,
    columns,
    entries,
    ...(weights === undefined ? {} : { weights: weights as string }),
    ...(activations === undefined ? {} : { activations: activations as string }),
    ...(unit === undefined ? {} : { unit: unit as number }),
  };
}
