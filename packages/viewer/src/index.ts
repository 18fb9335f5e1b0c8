export { renderReport } from './report/renderReport.js';
export { readReportBundle, type ReportBundle } from './report/readReportBundle.js';
export type { ViewState } from './model/ViewState.js';
