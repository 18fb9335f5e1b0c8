import { Type } from '@sinclair/typebox';
import { DesignPointSchema } from './DesignPoint.js';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';

const strict = { additionalProperties: false } as const;
const names = Object.keys(OBJECTIVES) as ObjectiveName[];
const count = (description: string) => Type.Integer({ minimum: 0, description });
const fraction = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const perObjective = <T extends object>(of: (name: ObjectiveName) => T) => Object.fromEntries(names.map((name) => [name, of(name)]));
const half = (description: string) => Type.Object({ images: count('Images of the half.'), correct: count('Classified correctly.') }, { ...strict, description });
const unit = (name: ObjectiveName) => (OBJECTIVES[name].unit === '' ? 'fraction' : OBJECTIVES[name].unit);

const FrontierPointSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{16}$', description: 'Hash of the canonical design point.' }),
    label: Type.String({ description: 'Short human name.' }),
    objectives: Type.Partial(Type.Object(perObjective((name) => Type.Number({ description: `${OBJECTIVES[name].label}, ${unit(name)}.` }))), strict),
    intervals: Type.Partial(Type.Object(perObjective((name) => Type.Tuple([Type.Number(), Type.Number()], { description: `Interval of ${name}: low, high.` }))), strict),
    accuracy: Type.Optional(
      Type.Object(
        {
          images: count('Evaluation images.'),
          correct: count('Top-1 correct.'),
          correctTop5: count('Top-5 correct.'),
          loss: Type.Number({ description: 'Mean cross-entropy, nats.' }),
          engine: Type.String({ description: 'What computed it.' }),
          selection: half('Seeded half of the images for choosing.'),
          holdout: half('The other half, for reporting the choice.'),
        },
        strict,
      ),
    ),
    breakdown: Type.Array(
      Type.Object({ component: Type.String(), energyUj: Type.Number({ description: 'µJ per inference.' }), areaMm2: Type.Number({ description: 'mm².' }) }, strict),
    ),
    point: DesignPointSchema,
  },
  strict,
);

/** Schema of `*.frontier.json`; the type is `FrontierFile`. */
export const FrontierSchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    tool: Type.String({ description: 'Name and version of what wrote the file.' }),
    study: Type.Object({ name: Type.String(), hash: Type.String(), seed: Type.Integer({ minimum: 0, maximum: 4294967295 }) }, strict),
    workload: Type.Object(
      {
        network: Type.Object({ name: Type.String(), hash: Type.String() }, strict),
        dataset: Type.Object({ name: Type.String(), hash: Type.String(), images: count('Evaluation images.') }, strict),
        floatAccuracy: fraction('Accuracy of the unquantized network on the same images.'),
      },
      strict,
    ),
    objectives: Type.Array(
      Type.Object(
        {
          name: Type.Union(names.map((name) => Type.Literal(name))),
          label: Type.String(),
          direction: Type.Union([Type.Literal('min'), Type.Literal('max')]),
          unit: Type.String(),
          reference: Type.Number({ description: 'Reference of the hypervolume.' }),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    hypervolume: Type.Number({ minimum: 0, description: 'Volume between frontier and reference, in the product of the units.' }),
    counts: Type.Object(
      {
        trials: count('Design points of the grid.'),
        feasible: count('Evaluated, within every constraint.'),
        infeasible: count('Forbidden by the hardware or a constraint.'),
        failed: count('Whose evaluation failed.'),
        frontier: count('Non-dominated.'),
      },
      strict,
    ),
    points: Type.Array(FrontierPointSchema),
  },
  { ...strict, title: 'bitscape frontier', description: 'Non-dominated design points of one study, with their provenance.' },
);
