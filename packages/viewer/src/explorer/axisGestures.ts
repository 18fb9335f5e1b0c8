import { pointer, type Selection } from 'd3';

/** What a pointer does to an axis of the parallel plot: heights go from 0 to 1. */
export interface AxisGestures {
  readonly start: () => void;
  readonly drag: (index: number, from: number, to: number) => void;
  readonly click: (index: number, height: number) => void;
  readonly move: (x: number, y: number) => void;
  readonly leave: () => void;
  readonly pick: (x: number, y: number) => void;
}

/** Half the width of the strip around an axis that takes brushes. */
const STRIP = 14;
/** Shorter drags are clicks. */
const CLICK = 4;

/** Turns presses and drags near an axis into brushes, and everything else into hovering and picking lines. */
export function axisGestures(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  frame: () => { readonly x: readonly number[]; readonly top: number; readonly bottom: number },
  gestures: AxisGestures,
): void {
  let pressed: { readonly index: number; readonly y: number; moved: boolean } | undefined;
  const axisAt = (x: number): number => frame().x.findIndex((place) => Math.abs(place - x) <= STRIP);
  const heightAt = (y: number): number => {
    const { top, bottom } = frame();
    return Math.max(0, Math.min(1, (bottom - y) / (bottom - top)));
  };
  svg.on('pointerdown', (event: PointerEvent) => {
    const [x, y] = pointer(event, svg.node());
    const index = axisAt(x);
    if (event.button !== 0 || index < 0) return;
    pressed = { index, y, moved: false };
    svg.node()?.setPointerCapture(event.pointerId);
    gestures.start();
  });
  svg.on('pointermove', (event: PointerEvent) => {
    const [x, y] = pointer(event, svg.node());
    if (pressed === undefined) {
      svg.style('cursor', axisAt(x) >= 0 ? 'ns-resize' : 'default');
      gestures.move(x, y);
    } else if (pressed.moved || Math.abs(y - pressed.y) > CLICK) {
      pressed.moved = true;
      gestures.drag(pressed.index, heightAt(pressed.y), heightAt(y));
    }
  });
  svg.on('pointerup', (event: PointerEvent) => {
    const [x, y] = pointer(event, svg.node());
    if (pressed === undefined) gestures.pick(x, y);
    else if (!pressed.moved) gestures.click(pressed.index, heightAt(y));
    pressed = undefined;
  });
  svg.on('pointercancel', () => {
    pressed = undefined;
  });
  svg.on('pointerleave', () => gestures.leave());
}
