import { DEFAULT_POINT, OBJECTIVES, pointId, seededRandom, writeFrontier, writePoints } from '@bitscape/design';

const FORMATS = ['int2', 'int3', 'int4', 'int5', 'int6', 'int8', 'lns:2.1', 'lns:3.2', 'lns:3.3', 'lns:3.4'];

/**
 * A study of `trials` trials around the frontier of a real file: the others are that much worse than a point of it, hence dominated.
 * @returns texts of the frontier file and bytes of its table
 */
export function trialsAround(frontier, trials) {
  const number = seededRandom(trials);

  const rows = frontier.points.map(({ id, label, objectives, point }) => ({ id, label, status: 'frontier', reason: '', objectives, axes: axesOf(point) }));
  for (let index = rows.length; index < trials; index++) {
    const { objectives } = frontier.points[index % frontier.points.length];
    const worse = Object.fromEntries(Object.entries(objectives).map(([name, value]) => [name, name === 'accuracy' ? value * (1 - 0.3 * number() ** 2) : value * (1 + 2 * number() ** 2)]));
    const status = index % 50 === 0 ? 'infeasible' : 'feasible';
    rows.push({
      id: index.toString(16).padStart(16, 'f'), label: `trial ${index}`, status, reason: status === 'infeasible' ? 'area over the limit' : '', objectives: worse,
      axes: { 'numerics.weights.format': FORMATS[index % FORMATS.length], 'accelerator.array.rows': [8, 16, 32][index % 3], 'accelerator.dataflow': index % 2 ? 'weight-stationary' : 'output-stationary', 'accelerator.clockMhz': 100 + 50 * (index % 19) },
    });
  }
  const infeasible = rows.filter(({ status }) => status === 'infeasible').length;
  const counts = { trials, feasible: trials - infeasible, infeasible, failed: 0, frontier: frontier.points.length };
  return { frontier: writeFrontier({ ...frontier, counts }), points: writePoints(rows) };
}

/** Text of a frontier file with that many points, none of which beats another. */
export function manyPoints(frontier, size) {
  const objectives = ['accuracy', 'energy', 'area'].map((name) => ({ name, label: OBJECTIVES[name].label, direction: OBJECTIVES[name].direction, unit: OBJECTIVES[name].unit, reference: 1 }));
  const random = seededRandom(size);
  const points = Array.from({ length: size }, (_, index) => {
    const point = { ...DEFAULT_POINT, accelerator: { ...DEFAULT_POINT.accelerator, clockMhz: 100 + (index % 1000), array: { rows: 1 + Math.floor(index / 1000), columns: 8 } } };
    // On a sphere around the ideal corner: no point beats another.
    const [a, b] = [random() * 1.5, random() * 1.5];
    return {
      id: pointId(point), label: `point ${index}`, intervals: {}, breakdown: [], point,
      objectives: { accuracy: Math.sin(a) * Math.sin(b), energy: 2 - Math.cos(a), area: 2 - Math.sin(a) * Math.cos(b) },
    };
  });
  return writeFrontier({ ...frontier, objectives, counts: { trials: size, feasible: size, infeasible: 0, failed: 0, frontier: size }, points });
}

function axesOf(point) {
  return {
    'numerics.weights.format': point.numerics.weights.format, 'accelerator.array.rows': point.accelerator.array.rows,
    'accelerator.dataflow': point.accelerator.dataflow, 'accelerator.clockMhz': point.accelerator.clockMhz,
  };
}
