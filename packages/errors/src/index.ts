export { BitscapeError, formatLocation } from './BitscapeError.js';
export type { BitscapeErrorOptions, ErrorCode, ErrorLocation } from './BitscapeError.js';
export { toBitscapeError } from './toBitscapeError.js';
