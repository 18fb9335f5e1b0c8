import { formatInterval, formatQuantity } from '../model/formatQuantity.js';
import { displayUnit } from '../model/displayUnit.js';
import { ROLES, type Role } from '../model/projectRows.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import type { PlacedRow } from './ScatterPlot.js';

const STANDING: Readonly<Record<Role, string>> = {
  front: '',
  behind: 'behind in this projection, on the frontier of all objectives',
  dominated: 'dominated',
  infeasible: 'infeasible',
  excluded: 'filtered out',
};

/** The box beside a hovered or keyboard-selected point. Screen readers hear the live region instead. */
export class Tooltip {
  readonly node = element('div', { class: 'bs-tooltip', 'aria-hidden': 'true', hidden: true });

  show(placed: PlacedRow | undefined, { data, projection }: Snapshot, size: { readonly width: number; readonly height: number }): void {
    this.node.hidden = placed === undefined;
    if (placed === undefined) return;
    const { row } = placed;
    const intervals = data.detail(row)?.intervals;
    const standing = [STANDING[ROLES[projection.roles[row]!]!], data.reason(row)].filter((text) => text !== '').join(': ');
    this.node.replaceChildren(
      element('strong', {}, data.label(row)),
      element('dl', {}, ...data.measured.flatMap(({ name, label, unit }) => {
        const value = data.values(name)[row]!;
        const interval = intervals?.[name];
        return [
          element('dt', {}, label),
          element('dd', {}, formatQuantity(Number.isNaN(value) ? undefined : value, unit), interval === undefined ? null : element('small', {}, ` (${formatInterval(interval, displayUnit(unit, value))})`)),
        ];
      })),
      standing === '' ? '' : element('small', {}, standing));
    // Away from the nearer edge, so that the box never leaves the plot.
    const left = placed.x < size.width / 2;
    const top = placed.y < size.height / 2;
    const { style } = this.node;
    style.left = left ? `${placed.x + 16}px` : 'auto';
    style.right = left ? 'auto' : `${size.width - placed.x + 16}px`;
    style.top = top ? `${placed.y + 12}px` : 'auto';
    style.bottom = top ? 'auto' : `${size.height - placed.y + 12}px`;
  }
}
