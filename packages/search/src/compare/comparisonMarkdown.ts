import { quantity } from '../constraints.js';
import { goalName } from './checkComparison.js';
import { changeText } from './compareFrontiers.js';
import { COMPARE_CHECKS } from './compareChecks.js';
import type { CheckResult, FrontierComparison, GoalChange, PointName } from './FrontierComparison.js';

/** A pull-request comment takes 65,536 characters, a job summary 1 MiB. */
const MOST_BYTES = 60_000;
const NAMED_POINTS = 20;

const HEADINGS = { ok: '✅ No regression', warn: '⚠️ Worth a look', error: '❌ Regression' } as const;

/**
 * The comparison as GitHub Markdown: verdict first, then failed checks, then what changed. Sections that would exceed the limit are
 * cut short, and say so.
 *
 * @param limit in bytes of UTF-8
 */
export function comparisonMarkdown(comparison: FrontierComparison, title: string, limit = MOST_BYTES): string {
  const { verdict, hypervolume, entered, left, moved, unchanged, goals, checks, notes } = comparison;
  const failed = checks.filter((check) => !check.passed);
  const share = hypervolume.base === 0 ? '' : ` (${((100 * hypervolume.delta) / hypervolume.base).toFixed(3)} %)`;
  const head = [
    `### ${HEADINGS[verdict]}: ${escaped(title)}`,
    '',
    `${entered.length} entered, ${left.length} left, ${moved.length} moved, ${unchanged} unchanged; hypervolume ${hypervolume.base.toPrecision(6)} → ${hypervolume.next.toPrecision(6)}${share}`,
    '',
    ...(failed.length === 0 ? [] : failed.flatMap(checkLines)),
  ];
  const sections = [
    section('Best values', ['goal', 'baseline', 'now', 'point'], goals.map(goalRow)),
    section('Moved', ['point', 'id', 'change'], moved.map(({ id, label, changes }) => [label, `\`${id}\``, changes.map((change) => `${change.worse ? '**' : ''}${changeText(change)}${change.worse ? '**' : ''}`).join('<br>')])),
    section('Left', ['point', 'id', 'matched by'], left.map(({ id, label, coveredBy }) => [label, `\`${id}\``, coveredBy === null ? '**nothing**' : `\`${coveredBy}\``])),
    section('Entered', ['point', 'id'], entered.map(({ id, label }) => [label, `\`${id}\``])),
    section('Header', ['difference'], notes.map((note) => [note])),
  ].filter((part) => part.rows.length > 0);
  return fitted(head, sections, limit);
}

function checkLines({ check, level, message, points }: CheckResult): string[] {
  const named = points.slice(0, NAMED_POINTS).map(({ id, label }: PointName) => `  - ${escaped(label)} (\`${id}\`)`);
  const more = points.length > NAMED_POINTS ? [`  - and ${points.length - NAMED_POINTS} more`] : [];
  return [`- **${level}** \`${check}\`: ${escaped(message)}. It fails when ${COMPARE_CHECKS[check]}.`, ...named, ...more];
}

function goalRow({ goal, base, next, worse }: GoalChange): string[] {
  const text = (at: GoalChange['base']): string => (at === null ? 'none' : quantity(goal.objective, at.value));
  return [goalName(goal), text(base), worse ? `**${text(next)}**` : text(next), next?.label ?? ''];
}

interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): Section {
  return { title, columns, rows: rows.map((row) => `| ${row.map(escaped).join(' | ')} |`) };
}

/** Tables break at pipes and line ends, and `<` begins a tag. Own emphasis and line breaks are kept. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replace(/<(?!br>)/g, '&lt;');
}

function fitted(head: readonly string[], sections: readonly Section[], limit: number): string {
  const lines: string[] = [];
  let room = limit;
  const add = (line: string): boolean => {
    const bytes = Buffer.byteLength(line) + 1;
    if (bytes > room) return false;
    room -= bytes;
    lines.push(line);
    return true;
  };
  const note = '… cut short: the whole comparison is in the JSON output.';
  room -= Buffer.byteLength(`\n</details>\n${note}\n\n`);
  let cut = !head.every(add);
  for (const { title, columns, rows } of cut ? [] : sections) {
    const opening = ['', `<details><summary>${title} (${rows.length})</summary>`, '', `| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`];
    if (Buffer.byteLength(opening.join('\n')) + Buffer.byteLength('\n\n</details>\n') > room) {
      cut = true;
      break;
    }
    opening.forEach(add);
    cut = !rows.every(add);
    lines.push('', '</details>');
    room -= Buffer.byteLength('\n</details>\n');
    if (cut) break;
  }
  if (cut) lines.push('', note);
  return `${lines.join('\n')}\n`;
}
