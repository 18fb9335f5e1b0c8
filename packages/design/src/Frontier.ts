import type { DesignPoint } from './DesignPoint.js';
import type { ObjectiveName } from './Objective.js';

/** Header and frontier of one study, as committed: no times, no hosts, fixed significant digits, points sorted by id. */
export interface FrontierFile {
  readonly schemaVersion: 1;
  readonly tool: string;
  readonly study: { readonly name: string; readonly hash: string; readonly seed: number };
  readonly workload: {
    readonly network: { readonly name: string; readonly hash: string };
    readonly dataset: { readonly name: string; readonly hash: string; readonly images: number };
    /** Accuracy of the unquantized network on the same images, fraction. */
    readonly floatAccuracy: number;
  };
  readonly objectives: readonly {
    readonly name: ObjectiveName;
    readonly label: string;
    readonly direction: 'min' | 'max';
    readonly unit: string;
    /** Reference point of the hypervolume, stored once and never inferred again. */
    readonly reference: number;
  }[];
  readonly hypervolume: number;
  readonly counts: { readonly trials: number; readonly feasible: number; readonly infeasible: number; readonly failed: number; readonly frontier: number };
  readonly points: readonly FrontierPoint[];
}

export interface FrontierPoint {
  /** Hash of the canonical design point, 16 hex digits. */
  readonly id: string;
  /** Short human name, e.g. `lns:3.2 × ulns:3.3, WS 16×16`. */
  readonly label: string;
  readonly objectives: Readonly<Partial<Record<ObjectiveName, number>>>;
  /** Interval of an objective, where it has one: 95 % Wilson interval of the accuracy, bounds of the constants for energy and area. */
  readonly intervals: Readonly<Partial<Record<ObjectiveName, readonly [number, number]>>>;
  readonly accuracy?: {
    readonly images: number;
    readonly correct: number;
    readonly correctTop5: number;
    readonly loss: number;
    readonly engine: string;
    /** Seeded split of the images: choose on one half, report the other. */
    readonly selection: { readonly images: number; readonly correct: number };
    readonly holdout: { readonly images: number; readonly correct: number };
  };
  /** Energy (µJ) and area (mm²) of each component. */
  readonly breakdown: readonly { readonly component: string; readonly energyUj: number; readonly areaMm2: number }[];
  readonly point: DesignPoint;
}
