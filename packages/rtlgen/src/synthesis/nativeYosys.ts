import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BitscapeError } from '@bitscape/errors';
import type { Yosys } from './Yosys.js';
import { yosysFailure } from './yosysFailure.js';

const execute = promisify(execFile);

/**
 * The `yosys` on the PATH.
 *
 * @throws {BitscapeError} `environment` if there is none
 */
export async function nativeYosys(command = 'yosys'): Promise<Yosys> {
  let version: string;
  try {
    version = (await execute(command, ['-V'])).stdout.trim();
  } catch (cause) {
    throw new BitscapeError('environment', `${command} cannot be run`, {
      hint: 'Install Yosys, or leave it out: the WebAssembly build from npm is used by default.',
      cause,
    });
  }
  return {
    version,
    async run(script, inputs, output) {
      const folder = await mkdtemp(join(tmpdir(), 'bitscape-yosys-'));
      try {
        const files = Object.entries({ ...inputs, 'script.ys': script });
        await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)));
        try {
          await execute(command, ['-q', '-s', 'script.ys'], { cwd: folder, maxBuffer: 2 ** 26 });
        } catch (cause) {
          const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
          throw yosysFailure(`${stderr}\n${stdout}`);
        }
        return await readFile(join(folder, output), 'utf8');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
