import { describe, expect, it } from 'vitest';
import { runCli } from './runCli.js';

const node = (code: string) => ({ command: process.execPath, prefix: ['-e', code, '--'], env: { MARK: 'set' } });
const call = (more: Partial<Parameters<typeof runCli>[1]> = {}) => ({ args: [], cwd: process.cwd(), onLine: () => undefined, signal: new AbortController().signal, ...more });

describe('runCli', () => {
  it('passes arguments without a shell and the environment, and gives back output and status', async () => {
    const run = await runCli(node("console.log(JSON.stringify([process.argv.slice(1), process.env.MARK])); console.error('said'); process.exit(3)"), call({ args: ['a b', '$HOME; echo', '"q"'] }));
    expect(JSON.parse(run.stdout)).toEqual([['a b', '$HOME; echo', '"q"'], 'set']);
    expect(run).toMatchObject({ status: 3, stderr: 'said\n' });
  });
  it('reports the lines of the error stream while it runs', async () => {
    const lines: string[] = [];
    await runCli(node("console.error('one\\n\\ntwo')"), call({ onLine: (line) => lines.push(line) }));
    expect(lines).toEqual(['one', 'two']);
  });
  it('interrupts politely on request', async () => {
    const abort = new AbortController();
    const running = runCli(node("process.on('SIGINT', () => { console.log('kept'); process.exit(130); }); console.error('up'); setInterval(() => {}, 1000)"), call({ signal: abort.signal, onLine: () => abort.abort() }));
    expect(await running).toMatchObject({ status: 130, stdout: 'kept\n' });
  });
  it('rejects when the command cannot be started', async () => {
    await expect(runCli({ command: '/nonexistent/bitscape', prefix: [], env: {} }, call())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
