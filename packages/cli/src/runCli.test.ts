import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EXIT_CODES, exitStatus } from './exitCodes.js';
import { createProgram } from './program.js';
import { runCli } from './runCli.js';

let out: string;
let err: string;
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

it.each([
  ['estimate', '--array', '16'],
  ['estimate', '--wieghts', 'int4'],
  ['evaluate', 'superfluous'],
  ['explore'],
  ['explore', 'a.study.json', '--fresh', '--resume'],
  ['pick', 'x', '--minimize', 'energy', '--maximize', 'accuracy'],
  ['rtl', 'x.frontier.json', '--weights', 'int4'],
  ['rtl', '--point', 'knee'],
  ['nonsense'],
])('runCli(%j … --json) is wrong usage: status 2 and one JSON error', async (...args) => {
  expect(await runCli([...args, '--json'])).toBe(2);
  const { error } = JSON.parse(out) as { error: { code: string; message: string } };
  expect(error.code).toBe('usage');
  expect(error.message).not.toMatch(/^error:|\n/);
  expect(err).toMatch(/^bitscape: /);
});

it('runCli(misspelt command) suggests the nearest as the hint', async () => {
  await runCli(['estimat', '--json']);
  expect((JSON.parse(out) as { error: object }).error).toMatchObject({ message: "unknown command 'estimat'", hint: expect.stringContaining('Did you mean estimate?') as string });
});

it('runCli(--help) is status 0 and says every exit status', async () => {
  expect(await runCli(['--help'])).toBe(0);
  for (const { status, meaning } of EXIT_CODES) expect(out).toContain(`${String(status).padStart(3)}  ${meaning}`);
});

it('every command has examples, --json and a description', () => {
  for (const command of createProgram().commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help, command.name()).toMatch(/^Examples:\n {2}bitscape /m);
    expect(help, command.name()).toContain('--json');
    expect(command.description(), command.name()).not.toBe('');
  }
});

it('exitStatus(code) is a documented status', () => {
  expect(EXIT_CODES.map(({ status }): number => status)).toEqual(expect.arrayContaining([exitStatus('usage'), exitStatus('interrupted'), exitStatus('internal')]));
  expect(exitStatus('interrupted')).toBe(130);
});
