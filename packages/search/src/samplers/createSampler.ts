import { gridSampler, randomSampler, sobolSampler } from './fixedSamplers.js';
import { nsga2Sampler } from './nsga2Sampler.js';
import { refineSampler } from './refineSampler.js';
import type { Sampler, SamplerName, SampleSpace } from './Sampler.js';
import { tpeSampler } from './tpeSampler.js';

const CREATORS: Record<SamplerName, (space: SampleSpace, seed: number) => Sampler> = {
  grid: gridSampler,
  random: randomSampler,
  sobol: sobolSampler,
  nsga2: nsga2Sampler,
  tpe: tpeSampler,
  refine: refineSampler,
};

/** @param seed 32 bits */
export function createSampler(name: SamplerName, space: SampleSpace, seed: number): Sampler {
  return CREATORS[name](space, seed);
}
