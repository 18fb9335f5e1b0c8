import { describe, expect, it } from 'vitest';
import { momentumStep } from './momentumStep.js';

describe('momentumStep', () => {
  // By hand: w = 1, decay 0.5, momentum 0.5, rate 0.25; gradients 1.5 and 0.
  it('gives the hand-computed steps with and without Nesterov', () => {
    const plain = { weights: Float32Array.of(1), velocity: Float32Array.of(0) };
    momentumStep(plain.weights, plain.velocity, Float32Array.of(1.5), 0.25, 0.5, { momentum: 0.5, nesterov: false });
    expect([plain.weights[0], plain.velocity[0]]).toEqual([0.5, 2]);
    momentumStep(plain.weights, plain.velocity, Float32Array.of(0), 0.25, 0.5, { momentum: 0.5, nesterov: false });
    expect([plain.weights[0], plain.velocity[0]]).toEqual([0.1875, 1.25]);

    const ahead = { weights: Float32Array.of(1), velocity: Float32Array.of(0) };
    momentumStep(ahead.weights, ahead.velocity, Float32Array.of(1.5), 0.25, 0.5, { momentum: 0.5, nesterov: true });
    expect([ahead.weights[0], ahead.velocity[0]]).toEqual([0.25, 2]);
  });
});
