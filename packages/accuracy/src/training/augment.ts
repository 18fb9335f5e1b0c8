import type { TrainingRecipe } from './recipe.js';

/**
 * Writes one randomly shifted and mirrored image, `[height, width, channels]`, to `out[at …]`. Pixels that come from outside repeat the
 * border.
 */
export function augment(
  image: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  { shift, flip }: TrainingRecipe['augmentation'],
  random: () => number,
  out: Float32Array,
  at: number,
): void {
  const offset = (): number => Math.floor(random() * (2 * shift + 1)) - shift;
  const [down, right] = shift === 0 ? [0, 0] : [offset(), offset()];
  const mirrored = flip && random() < 0.5;
  for (let y = 0; y < height; y++) {
    const row = Math.min(height - 1, Math.max(0, y - down)) * width;
    for (let x = 0; x < width; x++) {
      const column = Math.min(width - 1, Math.max(0, (mirrored ? width - 1 - x : x) - right));
      for (let channel = 0; channel < channels; channel++) {
        out[at++] = image[(row + column) * channels + channel]!;
      }
    }
  }
}
