import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCells } from '../liberty/readCells.js';

/** Text of a small library in the form that `bitscape synth` writes from hw-models, with round numbers. */
export const TEST_LIBERTY = readFileSync(fileURLToPath(new URL('./test.lib', import.meta.url)), 'utf8');

export const testCells = readCells(TEST_LIBERTY, 'test.lib');
