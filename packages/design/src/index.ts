export * from './DesignPoint.js';
export * from './Objective.js';
export * from './Study.js';
export type * from './results.js';
export type * from './Frontier.js';
