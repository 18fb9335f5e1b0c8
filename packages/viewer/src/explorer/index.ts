export { readPointColumns } from '@bitscape/design/browser';
export { mountExplorer, type Explorer } from './mountExplorer.js';
export type { ExplorerHost } from './ExplorerHost.js';
export type { ViewState } from '../model/ViewState.js';
