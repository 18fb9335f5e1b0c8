import { countCorrect } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';

/**
 * What is wrong with a value that should be an `AccuracyResult` over `images` images; `undefined` when it is one. Used
 * for what evaluators return and for what journals contain.
 */
export function accuracyDefect(value: unknown, images: number): string | undefined {
  if (value === null || typeof value !== 'object') return 'it is not an object';
  const result = value as Record<string, unknown>;
  for (const name of ['images', 'correct', 'correctTop5'] as const) {
    if (!Number.isSafeInteger(result[name]) || Number(result[name]) < 0) return `${name} is not a count`;
  }
  const { correct, correctTop5, correctBits } = result as { correct: number; correctTop5: number; correctBits: unknown };
  if (result['images'] !== images) return `it covers ${Number(result['images'])} images instead of ${images}`;
  if (correct > correctTop5 || correctTop5 > images) return 'the counts contradict each other';
  if (!Number.isFinite(result['loss'])) return 'the loss is not finite';
  if (typeof result['engine'] !== 'string') return 'the engine is not named';
  if (typeof correctBits !== 'string') return 'correctBits is not a text';
  try {
    const counted = countCorrect(correctBits, Uint32Array.from({ length: images }, (_, image) => image));
    return counted === correct ? undefined : `correctBits mark ${counted} images, ${correct} are counted`;
  } catch (error) {
    if (error instanceof BitscapeError) return 'correctBits is too short';
    throw error;
  }
}
