export { normalQuantile } from './normalQuantile.js';
export { wilsonInterval } from './wilsonInterval.js';
