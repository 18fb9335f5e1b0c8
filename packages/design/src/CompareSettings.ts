import { Type } from '@sinclair/typebox';

const strict = { additionalProperties: false } as const;
const Bound = Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) }, strict);
const Level = Type.Union([Type.Literal('off'), Type.Literal('warn'), Type.Literal('error')]);

/** What a comparison with an earlier frontier of the study looks at. Does not influence the frontier. */
export const CompareSettingsSchema = Type.Object(
  {
    tolerances: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Number({ minimum: 0 }), Type.String({ pattern: '^[0-9]+(\\.[0-9]+)? ?%$' })]), {
        description: 'How much worse is not worse, for an objective or `hypervolume`: a number in its unit, or a share of the earlier value such as `"1 %"`. 0 by default.',
      }),
    ),
    levels: Type.Optional(
      Type.Partial(Type.Object({ hypervolume: Level, covered: Level, moved: Level, best: Level, left: Level, entered: Level, identical: Level }, strict), {
        ...strict,
        description: '`off`, `warn` or `error` for each check; by default `left` warns, `entered` and `identical` are off, the others are errors.',
      }),
    ),
    goals: Type.Optional(
      Type.Array(Type.Object({ best: Type.String({ description: 'An objective.' }), where: Type.Optional(Type.Record(Type.String(), Bound)) }, strict), {
        description: 'Saved constraints: the best value of an objective among the points that keep the bounds. By default the best of every objective.',
        examples: [[{ best: 'energy', where: { accuracy: { min: 0.9 } } }]],
      }),
    ),
  },
  { ...strict, description: 'What `bitscape compare` and `bitscape nightly` look at. Does not influence the frontier.' },
);
