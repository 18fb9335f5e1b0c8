import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fixture } from './fixture.mjs';
import { codeServer, node24, repository } from './toolbox.mjs';

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'task.autoDetect': 'on',
  'files.autoSave': 'off',
};

/**
 * Starts a VS Code server of its own (user data, extensions, a copy of the fixture folder, port) with the packed extension installed.
 * @returns `{ url, folder, settings(values), stop() }`
 */
export async function startCode({ settings = {}, machine = {}, trusted = true, vsix = join(repository, 'extension/dist/bitscape.vsix') }) {
  // Short: the server puts a Unix socket below it, whose path may have 108 bytes.
  const root = await mkdtemp(join(tmpdir(), 'bsc-'));
  const folder = join(root, 'design');
  const userSettings = join(root, 'ud/User/settings.json');
  await mkdir(join(root, 'ud/User'), { recursive: true });
  await cp(fixture(), folder, { recursive: true });
  await writeFile(join(root, 'config.yaml'), 'auth: none\n');
  await writeFile(userSettings, JSON.stringify({ ...QUIET, ...settings }));
  // Settings with a machine scope are read on the server's side.
  await mkdir(join(root, 'ud/Machine'));
  await writeFile(join(root, 'ud/Machine/settings.json'), JSON.stringify(machine));
  const { VSCODE_IPC_HOOK_CLI: _hook, PORT: _port, PASSWORD: _password, ...env } = process.env;
  const own = ['--user-data-dir', join(root, 'ud'), '--extensions-dir', join(root, 'ext'), '--config', join(root, 'config.yaml')];

  const install = spawn(node24, [codeServer, ...own, '--install-extension', vsix, '--force'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  install.stdout.on('data', (text) => (said += text));
  install.stderr.on('data', (text) => (said += text));
  const [code] = await once(install, 'close');
  if (code !== 0) throw new Error(`--install-extension ${vsix} ended with ${code}\n${said}`);

  const server = spawn(node24, [codeServer, ...own, '--auth', 'none', '--bind-addr', '127.0.0.1:0', ...(trusted ? ['--disable-workspace-trust'] : []),
    '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const port = await new Promise((found, failed) => {
    server.once('exit', (status) => failed(new Error(`code-server ended with ${status} before it listened`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const match = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
      if (match !== null) found(Number(match[1]));
    });
  });
  return {
    url: `http://localhost:${port}/?folder=${encodeURIComponent(folder)}`,
    folder,
    settings: (values) => writeFile(userSettings, JSON.stringify({ ...QUIET, ...settings, ...values })),
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
