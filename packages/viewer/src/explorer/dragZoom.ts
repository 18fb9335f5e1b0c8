import { pointer, type Selection } from 'd3';
import type { Place } from '../model/stepLine.js';

/** Shorter drags are clicks. */
const CLICK = 6;

/** Lets a drag on the plot draw a rectangle and reports its corners, in pixels. Returns whether the last press was such a drag. */
export function dragZoom(
  svg: Selection<SVGSVGElement, unknown, null, undefined>,
  layer: Selection<SVGGElement, unknown, null, undefined>,
  done: (from: Place, to: Place) => void,
): () => boolean {
  let start: Place | undefined;
  let end: Place | undefined;
  let dragged = false;
  const placeOf = (event: PointerEvent): Place => {
    const [x, y] = pointer(event, svg.node());
    return { x, y };
  };
  const isDrag = (): boolean => start !== undefined && end !== undefined && Math.abs(end.x - start.x) > CLICK && Math.abs(end.y - start.y) > CLICK;
  const draw = (): void => {
    const path = isDrag() ? [`M${start!.x},${start!.y}H${end!.x}V${end!.y}H${start!.x}Z`] : [];
    layer.selectAll('path').data(path).join('path').attr('class', 'bs-drag').attr('d', String);
  };
  svg.on('pointerdown.zoom', (event: PointerEvent) => {
    dragged = false;
    if (event.button !== 0) return;
    start = placeOf(event);
    end = undefined;
  });
  svg.on('pointermove.zoom', (event: PointerEvent) => {
    if (start === undefined) return;
    if (end === undefined) svg.node()?.setPointerCapture(event.pointerId);
    end = placeOf(event);
    draw();
  });
  const stop = (): void => {
    start = undefined;
    end = undefined;
    draw();
  };
  svg.on('pointercancel.zoom', stop);
  svg.on('pointerup.zoom', () => {
    const corners = isDrag() ? ([start!, end!] as const) : undefined;
    stop();
    if (corners === undefined) return;
    dragged = true;
    done(...corners);
  });
  return () => dragged;
}
