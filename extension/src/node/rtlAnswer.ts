import { RtlFailure } from '../rtl/RtlGenerator.js';
import type { CliRun } from './runCli.js';

/** Folder of the bundle that a finished `bitscape rtl --json` wrote. @throws RtlFailure with the command's own words */
export function folderOfRun({ status, stdout, stderr }: CliRun): string {
  const answer = parse(stdout);
  if (status === 0 && typeof answer?.['folder'] === 'string') return answer['folder'];
  const error = answer?.['error'];
  const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : undefined;
  const lastLine = stderr.trim().split('\n').at(-1);
  const reason = message ?? (lastLine === undefined || lastLine === '' ? `the bitscape command ended with status ${status ?? 'unknown'} and no answer` : lastLine);
  throw new RtlFailure(`No RTL: ${reason}`, { detail: `status ${status ?? 'unknown'}\n${stderr}\n${stdout}` });
}

function parse(stdout: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(stdout);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
