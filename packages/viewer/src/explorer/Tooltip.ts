import { formatInterval, formatQuantity } from '../model/formatQuantity.js';
import { displayUnit } from '../model/displayUnit.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import type { PlacedMark } from './ScatterPlot.js';

/** The box beside a hovered or keyboard-selected point. Screen readers hear the live region instead. */
export class Tooltip {
  readonly node = element('div', { class: 'bs-tooltip', 'aria-hidden': 'true', hidden: true });

  show(placed: PlacedMark | undefined, { frontier }: Snapshot, size: { readonly width: number; readonly height: number }): void {
    this.node.hidden = placed === undefined;
    if (placed === undefined) return;
    const { point, role } = placed.mark;
    this.node.replaceChildren(
      element('strong', {}, point.label),
      element('dl', {}, ...frontier.objectives.flatMap(({ name, label, unit }) => {
        const value = point.objectives[name];
        const interval = point.intervals[name];
        return [
          element('dt', {}, label),
          element('dd', {}, formatQuantity(value, unit), interval === undefined || value === undefined ? null : element('small', {}, ` (${formatInterval(interval, displayUnit(unit, value))})`)),
        ];
      })),
      role === 'front' ? '' : element('small', {}, role === 'behind' ? 'behind in this projection, on the frontier of all objectives' : 'dominated'));
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
