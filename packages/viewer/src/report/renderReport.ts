import type { FrontierFile } from '@bitscape/design';
import { datasetOfFile } from '../model/Dataset.js';
import { formatQuantity } from '../model/formatQuantity.js';
import { sortRows } from '../model/sortRows.js';
import { defaultViewState } from '../model/ViewState.js';
import type { ReportBundle } from './readReportBundle.js';

/**
 * The explorer with its data as one HTML file that works offline: script and style inlined, no request to anywhere. Without scripts it
 * shows the frontier as a table. The same frontier and bundle give the same bytes.
 */
export function renderReport(frontier: FrontierFile, { bundle }: { readonly bundle: ReportBundle }): string {
  const title = escapeHtml(`${frontier.study.name}: frontier`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeHtml(frontier.tool)}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>
html, body { margin: 0; }
body { background: Canvas; color: CanvasText; font-family: system-ui, sans-serif; }
@media screen and (prefers-color-scheme: dark) { body { background: #16191e; color: #e2e6ea; } }
.bs-static { border-collapse: collapse; margin: 20px; }
.bs-static th, .bs-static td { padding: 3px 12px; text-align: left; border-bottom: 1px solid; }
${bundle.style.replaceAll('</style', '<\\/style')}
</style>
</head>
<body>
<main id="bitscape-explorer">
${staticTable(frontier)}
</main>
<script type="application/json" id="bitscape-frontier">${escapeJson(frontier)}</script>
<script>${bundle.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}</script>
</body>
</html>
`;
}

/** JSON that cannot end or comment out the script element around it. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function staticTable(frontier: FrontierFile): string {
  const heads = frontier.objectives.map((objective) => `<th scope="col">${escapeHtml(objective.label)}</th>`).join('');
  const data = datasetOfFile(frontier);
  const rows = Array.from(sortRows(data, Uint32Array.from(frontier.points.keys()), defaultViewState(data).sort), (row) => frontier.points[row]!)
    .map((point) => {
      const cells = frontier.objectives.map(({ name, unit }) => `<td>${escapeHtml(formatQuantity(point.objectives[name], unit))}</td>`).join('');
      return `<tr><th scope="row">${escapeHtml(point.label)}</th>${cells}<td>${escapeHtml(point.id)}</td></tr>`;
    })
    .join('\n');
  return `<table class="bs-static">
<caption>${escapeHtml(frontier.study.name)}: ${frontier.points.length} points</caption>
<thead><tr><th scope="col">Design point</th>${heads}<th scope="col">Id</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
