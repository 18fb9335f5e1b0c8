import { BitscapeError } from '@bitscape/errors';
import type { Normalization } from '../dataset.js';

/** Explicit constants; a list of one value stands for all channels. `divisor` is 255 when left out. */
export interface NormalizationValues {
  readonly divisor?: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * - `imagenet`: torchvision, "Models and pre-trained weights" (https://pytorch.org/vision/stable/models.html).
 * - `cifar10`: mean and standard deviation of all pixels of the 50,000 training images (computed alike in
 *   https://github.com/akamaster/pytorch_resnet_cifar10/issues/9; the 0.2023 seen elsewhere averages per-image deviations).
 * - `glyphs`: what the embedded networks are trained with; round values near the range of the pixels.
 * - `mnist`: the same for the 60,000 training images, as in https://github.com/pytorch/examples/blob/main/mnist/main.py.
 */
const NAMED: Readonly<Record<string, NormalizationValues>> = {
  imagenet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  cifar10: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
  glyphs: { mean: [0.5], std: [0.25] },
  mnist: { mean: [0.1307], std: [0.3081] },
};

const HINT = 'Use imagenet, cifar10, mnist, glyphs, none, or explicit lists such as "mean=0.5,0.5,0.5;std=0.25,0.25,0.25" (with "divisor=1;" for data not in 0…255).';

/**
 * Resolves the normalisation of a workload for images with `channels` channels.
 *
 * Named constants: `imagenet`, `cifar10`, `mnist`, `glyphs` (pixels divided by 255 first) and `none` (raw pixel values, as stored).
 * Explicit constants: an object, or the text `mean=<list>;std=<list>[;divisor=<number>]` in any order, comma-separated lists, where
 * a list of one value serves all channels and the divisor is 255 when it is not given.
 *
 * @throws BitscapeError `usage` for an unknown name, a wrong number of channels, or constants that are not finite and positive.
 */
export function resolveNormalization(spec: string | NormalizationValues, channels: number): Normalization {
  if (typeof spec !== 'string') return build('custom', spec, channels, true);
  const name = spec.trim();
  if (name === 'none') return build('none', { divisor: 1, mean: [0], std: [1] }, channels, true);
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return build(name, named, channels, false);
  if (name.includes('=')) return build('custom', parseText(name), channels, true);
  throw new BitscapeError('usage', `unknown normalisation "${spec}"`, { hint: HINT });
}

function parseText(text: string): NormalizationValues {
  const parts = new Map<string, number[]>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const match = /^\s*(mean|std|divisor)\s*=(.*)$/.exec(part);
    if (match === null) throw new BitscapeError('usage', `normalisation "${text}": "${part}" is none of mean=…, std=…, divisor=…`, { hint: HINT });
    const [, key, list] = match as unknown as [string, string, string];
    if (parts.has(key)) throw new BitscapeError('usage', `normalisation "${text}": ${key} is given twice`);
    parts.set(key, list.split(',').map((item) => (item.trim() === '' ? NaN : Number(item))));
  }
  const mean = parts.get('mean');
  const std = parts.get('std');
  if (mean === undefined || std === undefined) {
    throw new BitscapeError('usage', `normalisation "${text}": ${mean === undefined ? 'mean' : 'std'} is missing`, { hint: HINT });
  }
  const divisor = parts.get('divisor');
  if (divisor !== undefined && divisor.length !== 1) throw new BitscapeError('usage', `normalisation "${text}": divisor is one number`);
  return { mean, std, ...(divisor === undefined ? {} : { divisor: divisor[0]! }) };
}

function build(name: string, values: NormalizationValues, channels: number, broadcast: boolean): Normalization {
  const { divisor = 255, mean, std } = values;
  if (!Number.isFinite(divisor) || divisor <= 0) throw new BitscapeError('usage', `normalisation ${name}: divisor must be a positive number, not ${divisor}`);
  const spread = (key: string, list: readonly number[], valid: (value: number) => boolean, kind: string): readonly number[] => {
    const wrong = list.find((value) => !Number.isFinite(value) || !valid(value));
    if (wrong !== undefined) throw new BitscapeError('usage', `normalisation ${name}: ${key} must hold ${kind} numbers`, { hint: HINT });
    if (list.length === channels) return list;
    if (broadcast && list.length === 1) return new Array<number>(channels).fill(list[0]!);
    throw new BitscapeError('usage', `normalisation ${name}: ${key} has ${list.length} value(s), the images have ${channels} channel(s)`, { hint: HINT });
  };
  return {
    name,
    divisor,
    mean: spread('mean', mean, () => true, 'finite'),
    std: spread('std', std, (value) => value > 0, 'positive'),
  };
}
