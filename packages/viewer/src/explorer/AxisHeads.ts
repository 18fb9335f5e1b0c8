import type { ParallelAxis } from '../model/parallelAxes.js';
import { element } from './element.js';
import type { ParallelFrame } from './ParallelLines.js';

export interface HeadActions {
  readonly flip: (axis: string) => void;
  readonly move: (axis: string, position: number) => void;
  readonly clear: (axis: string) => void;
  readonly toggle: (axis: string, value: string) => void;
}

/** Shorter drags are presses. */
const CLICK = 6;

/**
 * The names above the parallel axes, as buttons with one tab stop: a press flips the axis, a drag moves it. By keyboard, arrows go from
 * name to name, Shift with an arrow moves the axis, a digit lets the n-th value of a parameter through, Delete lets everything through.
 */
export class AxisHeads {
  readonly node = element('div', { class: 'bs-heads', role: 'toolbar', 'aria-label': 'Parallel axes: arrows move between them, Enter flips, Shift and an arrow reorder, digits filter a parameter by its values, Delete clears' });
  readonly #actions: HeadActions;
  #axes: readonly ParallelAxis[] = [];
  #focused = '';

  constructor(actions: HeadActions) {
    this.#actions = actions;
  }

  update(axes: readonly ParallelAxis[], { x }: ParallelFrame): void {
    this.#axes = axes;
    if (!axes.some(({ key }) => key === this.#focused)) this.#focused = axes[0]?.key ?? '';
    const hadFocus = document.activeElement !== null && this.node.contains(document.activeElement);
    const gap = (x[1] ?? 200) - (x[0] ?? 0);
    this.node.replaceChildren(...axes.map((axis, index) => {
      const unit = axis.unit === '' ? '' : ` [${axis.unit}]`;
      const head = element('button', {
        type: 'button', class: 'bs-head', 'data-axis': axis.key, tabindex: axis.key === this.#focused ? '0' : '-1',
        'aria-label': `${axis.label}${unit}${axis.flipped ? ', flipped' : ''}`, title: `${axis.label}${unit}: press to flip, drag to reorder`,
      }, element('span', {}, `${axis.flipped ? '⇅ ' : ''}${axis.label}${unit}`));
      head.style.left = `${x[index]! - gap / 2 + 3}px`;
      head.style.width = `${gap - 6}px`;
      this.#listen(head, axis, index, x);
      return head;
    }));
    if (hadFocus) this.node.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  #listen(head: HTMLButtonElement, axis: ParallelAxis, index: number, x: readonly number[]): void {
    let from: number | undefined;
    let moved = 0;
    head.addEventListener('pointerdown', (event) => {
      from = event.clientX;
      moved = 0;
      head.setPointerCapture(event.pointerId);
    });
    head.addEventListener('pointermove', (event) => {
      if (from === undefined) return;
      moved = event.clientX - from;
      if (Math.abs(moved) > CLICK) head.style.transform = `translateX(${moved}px)`;
    });
    head.addEventListener('pointerup', () => {
      from = undefined;
      head.style.transform = '';
      if (Math.abs(moved) <= CLICK) return;
      const center = x[index]! + moved;
      this.#actions.move(axis.key, x.filter((place, other) => other !== index && place < center).length);
    });
    head.addEventListener('click', () => {
      if (Math.abs(moved) <= CLICK) this.#actions.flip(axis.key);
      moved = 0;
    });
    head.addEventListener('keydown', (event) => this.#key(event, axis, index));
  }

  #key(event: KeyboardEvent, axis: ParallelAxis, index: number): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const digit = Number(event.key);
    if (step !== undefined && event.shiftKey) {
      this.#focused = axis.key;
      this.#actions.move(axis.key, index + step);
    } else if (step !== undefined) {
      const next = this.#axes[Math.max(0, Math.min(this.#axes.length - 1, index + step))]!;
      this.#focused = next.key;
      for (const head of this.node.querySelectorAll<HTMLElement>('button')) head.tabIndex = head.dataset['axis'] === next.key ? 0 : -1;
      this.node.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    } else if (event.key === 'Delete' || event.key === 'Backspace') this.#actions.clear(axis.key);
    else if (axis.kind === 'parameter' && digit >= 1 && digit <= axis.ticks.length) this.#actions.toggle(axis.key, axis.ticks[digit - 1]!.label);
    else return;
    event.preventDefault();
  }
}
