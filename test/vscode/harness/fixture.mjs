import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './toolbox.mjs';

/** The real command, as built. */
export const command = join(repository, 'packages/cli/dist/main.js');

/**
 * Folder that the editor opens: the studies of test/vscode/fixture and the frontier that the command finds for one of them, so that it fits
 * the networks of this very version. Made once a run (a few seconds) and handed on in the environment.
 */
export function fixture() {
  const made = process.env.BITSCAPE_VSCODE_FIXTURE;
  if (made !== undefined && existsSync(join(made, 'glyphs.frontier.json'))) return made;
  const folder = mkdtempSync(join(tmpdir(), 'bsf-'));
  cpSync(join(repository, 'test/vscode/fixture'), folder, { recursive: true });
  execFileSync(process.execPath, [command, 'explore', 'glyphs.study.json', '--out', '.'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  process.env.BITSCAPE_VSCODE_FIXTURE = folder;
  return folder;
}
