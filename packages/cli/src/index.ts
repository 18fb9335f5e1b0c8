export { EXIT_CODES } from './exitCodes.js';
export { createProgram } from './program.js';
export { runCli } from './runCli.js';
