export type * from './graph.js';
export type { Layer, LayerDims } from './layer.js';
export type { Dataset, Normalization } from './dataset.js';
