/** What a page may import: no module behind this entry needs Node. */
export { OBJECTIVES } from './Objective.js';
export { readPointColumns, type PointColumns } from './readPointColumns.js';
export { TRIAL_STATUSES } from './TrialRow.js';
