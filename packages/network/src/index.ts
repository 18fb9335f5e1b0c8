export type * from './graph.js';
export type { Layer, LayerDims } from './layer.js';
export type { Dataset, Normalization } from './dataset.js';
export { loadDataset, type LoadDatasetOptions } from './datasets/loadDataset.js';
export { resolveNormalization, type NormalizationValues } from './datasets/normalization.js';
export { normalizeImages } from './datasets/normalizeImages.js';
