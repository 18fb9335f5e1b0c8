export type * from './Datapath.js';
