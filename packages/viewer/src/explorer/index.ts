export { mountExplorer, type Explorer } from './mountExplorer.js';
export type { ExplorerHost } from './ExplorerHost.js';
