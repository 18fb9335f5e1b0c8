import { Type, type Static } from '@sinclair/typebox';
import { CompareSettingsSchema } from './CompareSettings.js';

const strict = { additionalProperties: false } as const;
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const Condition = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Array(Type.Union([Type.String(), Type.Number()]))]), {
  description: 'The axis applies only where each named design-point path has (one of) the value(s); `*` matches any text.',
});

/** Values of one path of the design point, or named cases that set several paths at once. */
export const AxisSchema = Type.Union([
  Type.Array(Scalar, { minItems: 1 }),
  Type.Object({ values: Type.Array(Scalar, { minItems: 1 }), when: Type.Optional(Condition) }, strict),
  Type.Object(
    {
      from: Type.Number(),
      to: Type.Number(),
      step: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'Distance of two values; 1 by default.' })),
      count: Type.Optional(Type.Integer({ minimum: 2, maximum: 1000, description: 'Number of values instead of a step.' })),
      scale: Type.Optional(Type.Union([Type.Literal('linear'), Type.Literal('log')], { description: '`log`: `count` values of a constant ratio.' })),
      when: Type.Optional(Condition),
    },
    strict,
  ),
  Type.Object({ cases: Type.Array(Type.Record(Type.String(), Scalar), { minItems: 1 }), when: Type.Optional(Condition) }, strict),
]);

export const WorkloadSchema = Type.Object(
  {
    network: Type.String({ description: 'Embedded network (`glyphs-mlp`, `glyphs-cnn`, `glyphs-resnet`) or path of an ONNX file, relative to the study.', examples: ['glyphs-mlp', 'glyphs-cnn', 'glyphs-resnet'] }),
    dataset: Type.String({ description: '`glyphs`, or `cifar10:<folder>`, `mnist:<folder>`, `fashion:<folder>`, `images:<folder>`, `npy:<file>`, `npz:<file>`, relative to the study.', examples: ['glyphs', 'cifar10:../data/cifar10'] }),
    normalize: Type.Optional(
      Type.Union([Type.String(), Type.Object({ divisor: Type.Optional(Type.Number()), mean: Type.Array(Type.Number()), std: Type.Array(Type.Number()) }, strict)], {
        description: 'Input normalisation: `imagenet`, `cifar10`, `mnist`, `glyphs`, `none`, or explicit lists.',
        examples: ['imagenet', 'cifar10', 'mnist', 'none'],
      }),
    ),
    images: Type.Optional(Type.Integer({ minimum: 1, description: 'Evaluation images (the first ones of the test split); all by default.' })),
    calibrationImages: Type.Optional(Type.Integer({ minimum: 1, description: 'Training images used to choose activation scales; 256 by default.' })),
  },
  { ...strict, description: 'The network and the images that accuracy is measured on.' },
);
export type Workload = Static<typeof WorkloadSchema>;

const SearchSettingsSchema = Type.Object(
  {
    sampler: Type.Union(
      ['grid', 'random', 'sobol', 'nsga2', 'tpe', 'refine'].map((name) => Type.Literal(name)),
      { description: 'Which points are evaluated, and in which order: `grid`, `random` and `sobol` know nothing of results; `nsga2` (genetic), `tpe` (model-based) and `refine` (neighbours of the frontier) learn from round to round.' },
    ),
    budget: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Design points to evaluate; all by default.' })),
    round: Type.Optional(Type.Integer({ minimum: 2, maximum: 10_000, description: 'Points that a learning sampler asks for at a time; 32 by default. Not the number of processes: results do not depend on that.' })),
  },
  { ...strict, description: 'Evaluate a part of the grid only. Random choices come from the seed of the study.' },
);

const RaceSettingsSchema = Type.Object(
  {
    epsilon: Type.Number({ minimum: 0, maximum: 1, description: 'Accuracy that does not matter, a fraction: every point of the exhaustive frontier is found, or one that is at most this much less accurate and no more expensive.', examples: [0.002] }),
    delta: Type.Number({ exclusiveMinimum: 0, maximum: 0.5, description: 'Probability that this fails for any point of the study.', examples: [0.05] }),
    first: Type.Optional(Type.Integer({ minimum: 1, description: 'Images of the first round; each round has twice as many. By default a 32nd of all, at least 64.' })),
  },
  { ...strict, description: 'Evaluate on growing parts of the images, and stop numerics whose points cannot matter.' },
);

export const StudySchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Where the schema lies, for editors.' })),
    schemaVersion: Type.Literal(1, { description: 'Version of this file format.' }),
    name: Type.String({ minLength: 1, description: 'Names the study in reports and its output files.', examples: ['default'] }),
    description: Type.Optional(Type.String({ description: 'The question that the study answers.' })),
    seed: Type.Integer({ minimum: 0, maximum: 4294967295, description: 'Seed of everything random, e.g. the split of the images into halves.', examples: [1] }),
    workload: WorkloadSchema,
    base: Type.Optional(Type.Record(Type.String(), Scalar, { description: 'Fixed values of design-point paths; defaults elsewhere.' })),
    axes: Type.Record(Type.String(), AxisSchema, { description: 'Named axes of the grid: a design-point path, or any name with `cases`.' }),
    objectives: Type.Array(
      Type.Union([Type.Literal('accuracy'), Type.Literal('energy'), Type.Literal('area'), Type.Literal('latency'), Type.Literal('weightMemory')]),
      { minItems: 1, uniqueItems: true, description: 'What the frontier trades off.', examples: [['accuracy', 'energy', 'area']] },
    ),
    constraints: Type.Optional(
      Type.Record(Type.String(), Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) }, strict), {
        description: 'Bounds (`min`, `max`) on objectives that a point must keep to count as feasible.',
      }),
    ),
    reference: Type.Optional(Type.Record(Type.String(), Type.Number(), { description: 'Hypervolume reference value of an objective; by default the worst feasible value of the run.' })),
    exclude: Type.Optional(
      Type.Array(Condition, { description: 'Constraints between axes: points where every path of an entry has (one of) the value(s) are not part of the space.' }),
    ),
    search: Type.Optional(SearchSettingsSchema),
    race: Type.Optional(RaceSettingsSchema),
    compare: Type.Optional(CompareSettingsSchema),
  },
  strict,
);
export type Study = Static<typeof StudySchema>;
