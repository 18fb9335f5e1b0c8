import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { openBackend } from './openBackend.js';

describe('openBackend', () => {
  it('starts WebAssembly with SIMD, quietly, and leaves the process listeners alone', async () => {
    const warn = vi.spyOn(console, 'warn');
    const log = vi.spyOn(console, 'log');
    const before = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
    const backend = await openBackend('tfjs-wasm');
    expect(backend.label).toMatch(/^tfjs-wasm \d+\.\d+\.\d+ \(simd\)$/);
    expect(tf.getBackend()).toBe('wasm');
    expect(tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1).arraySync())).toEqual([2, 3]);
    expect(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')).toBe(before);
    expect(warn).not.toHaveBeenCalled();
    expect(log).not.toHaveBeenCalled();
  });

  it('switches to the plain JavaScript backend, quietly', async () => {
    const warn = vi.spyOn(console, 'warn');
    expect((await openBackend('tfjs-cpu')).label).toMatch(/^tfjs-cpu /);
    expect(tf.getBackend()).toBe('cpu');
    tf.tidy(() => tf.tensor1d([1, 2]).dataSync());
    expect(warn).not.toHaveBeenCalled();
  });

  it('auto always opens something', async () => {
    expect(['wasm', 'tensorflow']).toContain((await openBackend('auto')).name);
  });
});
