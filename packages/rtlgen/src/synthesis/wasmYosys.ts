import { BitscapeError } from '@bitscape/errors';
import { runYosys, version } from '@yowasp/yosys';
import type { Yosys } from './Yosys.js';
import { yosysFailure } from './yosysFailure.js';

/** Yosys compiled to WebAssembly, from npm alone. The first run compiles it (several seconds), later ones start at once. */
export const wasmYosys: Yosys = {
  version: `yowasp-${version}`,
  async run(script, inputs, output) {
    let log = '';
    const decoder = new TextDecoder();
    const collect = (bytes: Uint8Array | null): void => {
      if (bytes !== null) log += decoder.decode(bytes);
    };
    let files;
    try {
      files = await runYosys(['-q', '-s', 'script.ys'], { ...inputs, 'script.ys': script }, { stdout: collect, stderr: collect });
    } catch {
      throw yosysFailure(log);
    }
    const text = files?.[output];
    if (text === undefined || (typeof text !== 'string' && !(text instanceof Uint8Array))) {
      throw new BitscapeError('internal', `yosys wrote no ${output}`);
    }
    return typeof text === 'string' ? text : decoder.decode(text);
  },
};
