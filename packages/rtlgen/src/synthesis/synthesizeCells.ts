import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { toBitscapeError } from '@bitscape/errors';
import type { MappedNetlist } from '../gates/MappedNetlist.js';
import { parseMappedJson } from '../gates/parseMappedJson.js';
import type { CellModel } from '../liberty/CellModel.js';
import { synthesisLiberty } from '../liberty/synthesisLiberty.js';
import { ARITHMETIC_MAP, CONSTANT_MAP, FULL_ADDER_STUB, fullAdderMap, fullAdderStub } from './arithmeticMaps.js';
import { readCached, writeCached } from './netlistCache.js';
import type { SynthesisRequest } from './synthesize.js';
import { mappedFlow } from './synthesisScript.js';
import { wasmYosys } from './wasmYosys.js';

/** Counted up when the stored form of a mapped netlist changes. */
const MAPPED_LAYOUT = 1;

export interface CellSynthesisRequest extends Omit<SynthesisRequest, 'flow'> {
  readonly library: CellModel;
}

/**
 * Synthesizes a module onto the cells of a library: adders as ripples of full adders, the rest mapped for area, no clock constraint.
 *
 * The cache key is the SHA-256 of the Yosys version, the script, the cells and the contents of all files.
 *
 * @throws {BitscapeError} `not-found` for an unreadable file, `internal` with the message of Yosys, `not-writable` for the cache
 */
export async function synthesizeCells({ files, top, parameters = {}, library, cacheDir, yosys = wasmYosys }: CellSynthesisRequest): Promise<MappedNetlist> {
  const sources: Record<string, string> = {};
  for (const file of files) {
    try {
      sources[basename(file)] = await readFile(file, 'utf8');
    } catch (error) {
      throw toBitscapeError(error);
    }
  }
  const script = mappedFlow(Object.keys(sources), top, parameters);
  const inputs = {
    ...sources,
    'mapping.lib': synthesisLiberty(library),
    'stubs.v': FULL_ADDER_STUB + fullAdderStub(library.fullAdder),
    'arithmetic.v': ARITHMETIC_MAP,
    'constant.v': CONSTANT_MAP,
    'adder.v': fullAdderMap(library.fullAdder),
  };
  const key = createHash('sha256').update(JSON.stringify([MAPPED_LAYOUT, yosys.version, script, inputs])).digest('hex');
  const cached = cacheDir === undefined ? undefined : await readCached<MappedNetlist>(cacheDir, key);
  if (cached !== undefined) return cached;
  const netlist = parseMappedJson(await yosys.run(script, inputs, 'netlist.json'), top);
  if (cacheDir !== undefined) await writeCached(cacheDir, key, netlist);
  return netlist;
}
