import type { Selection } from 'd3';
import type { Snapshot } from './ExplorerModel.js';
import type { PlacedRow } from './ScatterPlot.js';

/** Rings around the selected, the hovered and the pinned points, the cross-hair of the selected one, and the flag of the knee. */
export function drawFocus(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { selected, pins, knee }: Snapshot,
  placeOf: (row: number) => PlacedRow | undefined,
  edge: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  hovered: number,
): void {
  const rings = [
    ...pins.map((row) => ({ row, class: 'bs-ring bs-ring-pinned', radius: 8 })),
    { row: selected, class: 'bs-ring bs-ring-selected', radius: 11 },
    ...(hovered === selected ? [] : [{ row: hovered, class: 'bs-ring', radius: 9 }]),
  ].flatMap((ring) => {
    const placed = placeOf(ring.row);
    return placed === undefined ? [] : [{ ...ring, x: placed.x, y: placed.y }];
  });
  layer.selectAll('circle').data(rings).join('circle')
    .attr('class', (ring) => ring.class).attr('r', (ring) => ring.radius).attr('cx', (ring) => ring.x).attr('cy', (ring) => ring.y);
  const at = placeOf(selected);
  const lines = at === undefined ? [] : [`M${at.x},${at.y}V${edge.bottom}`, `M${at.x},${at.y}H${edge.left}`];
  layer.selectAll('path.bs-crosshair').data(lines).join('path').attr('class', 'bs-crosshair').attr('d', String);

  const letters = pins.flatMap((row, index) => {
    const placed = placeOf(row);
    return placed === undefined ? [] : [{ text: pinLetter(index), x: placed.x + 9, y: placed.y + 14 }];
  });
  layer.selectAll('text.bs-pin-letter').data(letters).join('text').attr('class', 'bs-pin-letter').attr('x', (entry) => entry.x).attr('y', (entry) => entry.y).text((entry) => entry.text);

  const flag = knee === undefined ? undefined : placeOf(knee.row);
  const shown = flag === undefined ? [] : [flag];
  // Better is up and to the left, so that corner is free; near the frame the flag stays inside.
  const tip = (place: PlacedRow): { x: number; y: number } => ({ x: Math.max(edge.left + 18, place.x - 16), y: Math.max(edge.top + 12, place.y - 18) });
  layer.selectAll('path.bs-knee').data(shown).join('path').attr('class', 'bs-knee').attr('d', (place) => `M${tip(place).x + 6},${tip(place).y + 3}L${place.x - 4},${place.y - 5}`);
  layer.selectAll('text.bs-knee-label').data(shown).join('text').attr('class', 'bs-knee-label').attr('text-anchor', 'end')
    .attr('x', (place) => tip(place).x + 10).attr('y', (place) => tip(place).y).text('knee');
}

/** A, B, C …: how the tray and the plot call a pinned point. */
export function pinLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
