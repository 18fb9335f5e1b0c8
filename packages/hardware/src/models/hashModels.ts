import { createHash } from 'node:crypto';
import type { HardwareModels } from './HardwareModels.js';

/** SHA-256 (hex) over the contents of models, independent of where they lie, of white space and of the order of keys. */
export function hashModels(models: Omit<HardwareModels, 'folder' | 'hash'>): string {
  const { technologies, cells, memories, scaling, architecture, calibration } = models;
  return createHash('sha256').update(canonicalJson({ technologies, cells, memories, scaling, architecture, calibration })).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
