import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { toBitscapeError } from '@bitscape/errors';
import type { Netlist } from '../netlist/Netlist.js';
import { parseYosysJson } from '../netlist/parseYosysJson.js';
import { readCached, writeCached } from './netlistCache.js';
import { genericFlow, type ParameterValue } from './synthesisScript.js';
import { wasmYosys } from './wasmYosys.js';
import type { Yosys } from './Yosys.js';

/** Registered flows: from sources to a netlist of cells that the simulator knows. */
const FLOWS = { generic: genericFlow } as const;

/** Counted up when the stored form of a netlist changes. */
const NETLIST_LAYOUT = 1;

export interface SynthesisRequest {
  /** SystemVerilog files, by path; base names must differ. Order matters for packages only. */
  readonly files: readonly string[];
  readonly top: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly flow?: keyof typeof FLOWS;
  /** Folder of finished netlists, created when missing. Without it every call synthesizes. */
  readonly cacheDir?: string;
  /** Which Yosys runs; default the WebAssembly build. */
  readonly yosys?: Yosys;
}

/**
 * Synthesizes a module into a flat netlist of simple gates.
 *
 * The cache key is the SHA-256 of the Yosys version, the script and the contents of all files: a stale result cannot be returned.
 *
 * @throws {BitscapeError} `not-found` for an unreadable file, `internal` with the message of Yosys, `not-writable` for the cache
 */
export async function synthesize({ files, top, parameters = {}, flow = 'generic', cacheDir, yosys = wasmYosys }: SynthesisRequest): Promise<Netlist> {
  const inputs: Record<string, string> = {};
  for (const file of files) {
    try {
      inputs[basename(file)] = await readFile(file, 'utf8');
    } catch (error) {
      throw toBitscapeError(error);
    }
  }
  const script = FLOWS[flow](Object.keys(inputs), top, parameters);
  const key = createHash('sha256').update(JSON.stringify([NETLIST_LAYOUT, yosys.version, script, inputs])).digest('hex');
  const cached = cacheDir === undefined ? undefined : await readCached<Netlist>(cacheDir, key);
  if (cached !== undefined) return cached;
  const netlist = parseYosysJson(await yosys.run(script, inputs, 'netlist.json'), top);
  if (cacheDir !== undefined) await writeCached(cacheDir, key, netlist);
  return netlist;
}
