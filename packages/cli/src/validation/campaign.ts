import { randomSource } from '@bitscape/rtlgen';
import type { CalibrationPoint } from '@bitscape/hardware';
import type { Component } from './Component.js';
import { measureSample, type Measuring } from './measureSample.js';

/** Measured points of one component. */
export interface ComponentPoints {
  readonly component: Component;
  readonly points: readonly CalibrationPoint[];
}

/** Draws and measures `count` points of every component; equal seeds give equal points. */
export async function campaign(components: readonly Component[], count: number, seed: number, measuring: Measuring, finished: (component: string) => void): Promise<ComponentPoints[]> {
  const results: ComponentPoints[] = [];
  for (const component of components) {
    const random = randomSource(seed);
    const points: CalibrationPoint[] = [];
    for (let i = 0; i < count; i++) {
      points.push(await measureSample(component.draw(random), seed * 1000 + i, measuring));
    }
    results.push({ component, points });
    finished(component.name);
  }
  return results;
}
