import { BitscapeError } from '@bitscape/errors';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const strict = { additionalProperties: false } as const;
const warmup = Type.Optional(Type.Number({ minimum: 0, description: 'Epochs of linear warm-up.' }));

export const TrainingRecipeSchema = Type.Object(
  {
    epochs: Type.Integer({ minimum: 1, maximum: 10_000 }),
    batchSize: Type.Integer({ minimum: 2, maximum: 65_536 }),
    optimizer: Type.Object(
      {
        kind: Type.Literal('sgd'),
        learningRate: Type.Number({ exclusiveMinimum: 0 }),
        momentum: Type.Number({ minimum: 0, exclusiveMaximum: 1 }),
        nesterov: Type.Boolean(),
        weightDecay: Type.Number({ minimum: 0, description: 'Of convolution and dense weights only.' }),
      },
      strict,
    ),
    schedule: Type.Union([
      Type.Object({ kind: Type.Literal('cosine'), warmup }, strict),
      Type.Object(
        {
          kind: Type.Literal('step'),
          milestones: Type.Array(Type.Number({ minimum: 0 }), { minItems: 1, description: 'Epochs at which the rate is multiplied by `decay`.' }),
          decay: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
          warmup,
        },
        strict,
      ),
    ]),
    augmentation: Type.Object(
      {
        shift: Type.Integer({ minimum: 0, maximum: 64, description: 'Largest random shift, in pixels; the border pixels are repeated.' }),
        flip: Type.Boolean({ description: 'Mirror half of the images left to right.' }),
      },
      strict,
    ),
    labelSmoothing: Type.Number({ minimum: 0, exclusiveMaximum: 1 }),
    validationFraction: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1, description: 'Share of the training images that chooses the best epoch.' }),
    seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }),
  },
  strict,
);

/** How a network is trained. */
export type TrainingRecipe = Static<typeof TrainingRecipeSchema>;

/**
 * Checks a recipe read from JSON.
 *
 * @param file named in messages.
 * @throws BitscapeError `invalid-model` with the JSON pointer of the first problem.
 */
export function parseRecipe(value: unknown, file?: string): TrainingRecipe {
  const problems = [...Value.Errors(TrainingRecipeSchema, value)];
  // A misspelt key also leaves the right one missing: the former says more.
  const problem = problems.find(isUnknownKey) ?? problems[0];
  if (problem !== undefined) throw recipeError(problem.path, describe(problem), file);
  const recipe = value as TrainingRecipe;
  if ((recipe.schedule.warmup ?? 0) > recipe.epochs) throw recipeError('/schedule/warmup', `must not exceed the ${recipe.epochs} epochs`, file);
  return recipe;
}

type Problem = NonNullable<ReturnType<ReturnType<typeof Value.Errors>['First']>>;

function isUnknownKey({ message }: Problem): boolean {
  return /unexpected property/i.test(message);
}

function describe(problem: Problem): string {
  const { message, path, value, schema } = problem;
  if (isUnknownKey(problem)) return `unknown key "${path.split('/').at(-1)}"`;
  if (schema.anyOf !== undefined) return 'is neither {"kind": "cosine"} nor {"kind": "step", "milestones": […], "decay": …} with an optional "warmup"';
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}${value === undefined ? '' : `, found ${JSON.stringify(value)}`}`;
}

function recipeError(pointer: string, message: string, file: string | undefined): BitscapeError {
  return new BitscapeError('invalid-model', `training recipe: ${message}`, {
    where: { ...(file === undefined ? {} : { file }), pointer },
    hint: `A recipe has the keys ${Object.keys(TrainingRecipeSchema.properties).join(', ')}.`,
  });
}
