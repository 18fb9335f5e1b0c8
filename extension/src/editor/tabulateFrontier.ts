import { OBJECTIVES, writePoints, type FrontierFile, type FrontierPoint, type TrialRow } from '@bitscape/design';

export interface FrontierTable {
  /** The file without its points. */
  readonly bytes: ArrayBuffer;
  /** The points, as bytes of a `*.points.bin`. */
  readonly trials: ArrayBuffer;
  readonly point: (id: string) => FrontierPoint | undefined;
}

/**
 * A frontier file with very many points as a table by columns: a twentieth of its size, so that a page has it at once. Looks only at what
 * is drawn. `undefined` when the text is no such file: then the full check says why.
 */
export function tabulateFrontier(text: string): FrontierTable | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isPlausible(value)) return undefined;
  const points = new Map(value.points.map((point) => [point.id, point]));
  if (points.size !== value.points.length || points.size !== value.counts.frontier) return undefined;
  const header: FrontierFile = { ...value, points: [] };
  const axes = axesOf(value.points);
  const rows = value.points.map(({ id, label, objectives }, row): TrialRow => ({ id, label, status: 'frontier', reason: '', objectives, axes: axes[row]! }));
  const bytes = writePoints(rows);
  return {
    bytes: new TextEncoder().encode(JSON.stringify(header)).buffer,
    trials: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    point: (id) => points.get(id),
  };
}

function isPlausible(value: unknown): value is FrontierFile {
  if (!isRecord(value) || value['schemaVersion'] !== 1 || !isRecord(value['study']) || !isRecord(value['workload']) || !isRecord(value['counts'])) return false;
  const { network, dataset, floatAccuracy } = value['workload'];
  if (!isRecord(network) || !isRecord(dataset) || typeof dataset['images'] !== 'number' || typeof floatAccuracy !== 'number' || typeof value['hypervolume'] !== 'number') return false;
  const { objectives, points } = value;
  if (!Array.isArray(objectives) || objectives.length === 0 || objectives.length > Object.keys(OBJECTIVES).length) return false;
  if (!objectives.every((objective) => isRecord(objective) && typeof objective['name'] === 'string' && Object.hasOwn(OBJECTIVES, objective['name']))) return false;
  return Array.isArray(points) && points.every(isPlausiblePoint);
}

function isPlausiblePoint(point: unknown): boolean {
  return (
    isRecord(point) && typeof point['id'] === 'string' && /^[0-9a-f]{16}$/.test(point['id']) && typeof point['label'] === 'string' && isRecord(point['point']) &&
    isRecord(point['intervals']) && Array.isArray(point['breakdown']) &&
    isRecord(point['objectives']) && Object.entries(point['objectives']).every(([name, entry]) => Object.hasOwn(OBJECTIVES, name) && typeof entry === 'number')
  );
}

/** Leaves of the design points in which they differ, one record a point. */
function axesOf(points: readonly FrontierPoint[]): Record<string, string | number | boolean>[] {
  const first = new Map<string, unknown>();
  const differing = new Set<string>();
  const leaves = points.map((point) => {
    const found: [string, string | number | boolean][] = [];
    visit(point.point, '', found);
    for (const [path, value] of found) {
      if (!first.has(path)) first.set(path, value);
      else if (first.get(path) !== value) differing.add(path);
    }
    return found;
  });
  return leaves.map((found) => Object.fromEntries(found.filter(([path]) => differing.has(path))));
}

function visit(value: unknown, path: string, found: [string, string | number | boolean][]): void {
  if (isRecord(value)) {
    for (const key of Object.keys(value)) visit(value[key], path === '' ? key : `${path}.${key}`, found);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') found.push([path, value]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
