import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '../graph.js';
import { buildGlyphsCnn } from './buildGlyphsCnn.js';
import { buildGlyphsMlp } from './buildGlyphsMlp.js';
import { buildGlyphsResnet } from './buildGlyphsResnet.js';

const BUILDERS: ReadonlyMap<string, (seed: number) => Graph> = new Map([
  ['glyphs-mlp', buildGlyphsMlp],
  ['glyphs-cnn', buildGlyphsCnn],
  ['glyphs-resnet', buildGlyphsResnet],
]);

/** Names of the networks that come with the package, smallest first by multiply-accumulates. */
export const EMBEDDED_NETWORKS: readonly string[] = [...BUILDERS.keys()];

/**
 * The untrained architecture of an embedded network with seeded weights, batchNorm nodes kept.
 * @throws {BitscapeError} `usage` for other names
 */
export function buildEmbeddedNetwork(name: string, seed: number): Graph {
  const build = BUILDERS.get(name);
  if (build === undefined) {
    throw new BitscapeError('usage', `there is no embedded network "${name}"`, { hint: `Choose one of ${EMBEDDED_NETWORKS.join(', ')}.` });
  }
  return build(seed);
}
