import { DEFAULT_POINT, OBJECTIVES, pointId, type DesignPoint, type FrontierFile, type FrontierPoint, type ObjectiveName } from '@bitscape/design';

/** Small fast generator of numbers in [0, 1): the same seed gives the same frontier everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const ALL_OBJECTIVES = ['accuracy', 'energy', 'area', 'latency', 'weightMemory'] as const satisfies readonly ObjectiveName[];

/** Objective entries of a frontier file, with reference points. */
export function objectiveEntries(names: readonly ObjectiveName[]): FrontierFile['objectives'] {
  return names.map((name) => ({ name, label: OBJECTIVES[name].label, direction: OBJECTIVES[name].direction, unit: OBJECTIVES[name].unit, reference: name === 'accuracy' ? 0 : 1e4 }));
}

/** A frontier file around the given points; everything else is fixed. */
export function frontierWith(points: readonly FrontierPoint[], names: readonly ObjectiveName[] = ['accuracy', 'energy', 'area']): FrontierFile {
  return {
    schemaVersion: 1,
    tool: 'bitscape 0.1.0',
    study: { name: 'glyphs-int-lns', hash: 'a1b2c3d4e5f60718', seed: 1 },
    workload: { network: { name: 'glyphs-cnn', hash: '0011223344556677' }, dataset: { name: 'glyphs', hash: '8899aabbccddeeff', images: 2000 }, floatAccuracy: 0.9735 },
    objectives: objectiveEntries(names),
    hypervolume: 0.8123,
    counts: { trials: 144, feasible: 140, infeasible: 3, failed: 1, frontier: points.length },
    points,
  };
}

/** One point with the given objective values. */
export function pointWith(id: string, objectives: FrontierPoint['objectives'], more: Partial<FrontierPoint> = {}): FrontierPoint {
  return { id, label: `point ${id}`, objectives, intervals: {}, breakdown: [], point: DEFAULT_POINT, ...more };
}

/** `count` plausible int and LNS points with intervals, accuracy halves and a breakdown; not all of them on the frontier. */
export function seededFrontier(seed: number, count: number): FrontierFile {
  const random = generator(seed);
  const points = Array.from({ length: count }, (): FrontierPoint => {
    const lns = random() < 0.5;
    const bits = 3 + Math.floor(random() * 5);
    const side = [8, 16, 32][Math.floor(random() * 3)]!;
    const weights = lns ? `lns:${Math.max(1, bits - 3)}.2` : `int${bits}`;
    const activations = lns ? `ulns:${Math.max(1, bits - 3)}.3` : `uint${bits}`;
    const images = 2000;
    const correct = Math.round(images * (0.975 - 0.9 * Math.exp(-bits * 0.75) * (lns ? 0.8 : 1) - random() * 0.01));
    const half = Math.round(correct / 2 + (random() - 0.5) * 12);
    const fraction = correct / images;
    const margin = 1.96 * Math.sqrt((fraction * (1 - fraction)) / images);
    const multiplier = (lns ? 0.05 : 0.035) * bits ** (lns ? 1 : 1.7) * (0.9 + random() * 0.2);
    const area = side * side * 1e-4 * bits ** (lns ? 1.05 : 1.4);
    const breakdown = [
      { component: 'array.multiplier', energyUj: multiplier, areaMm2: area },
      { component: 'array.accumulator', energyUj: multiplier * 0.6, areaMm2: area * 0.7 },
      { component: 'array.registers', energyUj: multiplier * 0.3, areaMm2: area * 0.4 },
      { component: 'encoder', energyUj: lns ? 0.02 : 0.008, areaMm2: lns ? 0.004 : 0.001 },
      { component: 'buffer.weights', energyUj: 0.1 * bits, areaMm2: 0.07 },
      { component: 'buffer.activations', energyUj: 0.16 * bits, areaMm2: 0.07 },
      { component: 'dram.weights', energyUj: 0.34 * bits, areaMm2: 0 },
      { component: 'leakage', energyUj: 0.05 + (side * side) / 9000, areaMm2: 0 },
    ];
    const energy = breakdown.reduce((sum, entry) => sum + entry.energyUj, 0);
    const total = breakdown.reduce((sum, entry) => sum + entry.areaMm2, 0);
    const point: DesignPoint = {
      ...DEFAULT_POINT,
      numerics: { ...DEFAULT_POINT.numerics, weights: { ...DEFAULT_POINT.numerics.weights, format: weights }, activations: { ...DEFAULT_POINT.numerics.activations, format: activations } },
      accelerator: { ...DEFAULT_POINT.accelerator, array: { rows: side, columns: side } },
    };
    return {
      id: pointId(point),
      label: `${weights} × ${activations}, WS ${side}×${side}`,
      objectives: { accuracy: fraction, energy, area: total, latency: 900 / side ** 1.6, weightMemory: 4.4 * bits },
      intervals: { accuracy: [fraction - margin, fraction + margin], energy: [energy * 0.85, energy * 1.2], area: [total * 0.85, total * 1.15] },
      accuracy: {
        images, correct, correctTop5: Math.min(images, correct + 30), loss: 0.1 + (1 - fraction) * 3, engine: 'tfjs-wasm 4.22.0',
        selection: { images: images / 2, correct: half }, holdout: { images: images / 2, correct: correct - half },
      },
      breakdown,
      point,
    };
  });
  // Equal designs drawn twice are one point.
  const distinct = [...new Map(points.map((point) => [point.id, point])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return frontierWith(distinct, ALL_OBJECTIVES);
}
