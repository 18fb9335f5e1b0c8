import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { toBitscapeError } from '@bitscape/errors';
import { libertyText, type HardwareModels } from '@bitscape/hardware';
import { nativeYosys, readCells, wasmYosys, type CellModel, type Yosys } from '@bitscape/rtlgen';

/** The cells that synthesis maps to: a user's Liberty file, or the library made from the facts of hw-models. */
export async function cellModelOf(liberty: string | undefined, models: HardwareModels): Promise<CellModel> {
  const cells = models.cells[models.calibration.cells]!;
  if (liberty === undefined) return readCells(libertyText(cells), `${cells.name}.lib`);
  let text: string;
  try {
    text = await readFile(liberty, 'utf8');
  } catch (error) {
    throw toBitscapeError(error);
  }
  return readCells(text, liberty);
}

/** @throws BitscapeError `environment` when the native one is asked for and missing */
export async function yosysOf(which: 'auto' | 'wasm' | 'native'): Promise<Yosys> {
  if (which === 'wasm') return wasmYosys;
  return which === 'native' ? nativeYosys() : nativeYosys().catch(() => wasmYosys);
}

/** Folder of finished netlists, or none with `--no-cache`. */
export function synthesisCache(cache: string | false | undefined): { readonly cacheDir?: string } {
  if (cache === false) return {};
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return { cacheDir: cache === undefined ? join(base, 'bitscape', 'synthesis') : resolve(cache) };
}
