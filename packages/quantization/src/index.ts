export type { NumberFormat } from './NumberFormat.js';
