import type { BudgetPoint } from './budgetCurve.js';

const SIZE = { width: 480, height: 320, left: 48, right: 16, top: 32, bottom: 44 };

/** Width over parameter bits as an SVG picture: one marker a number of bits, axes from zero. */
export function budgetPlot(points: readonly BudgetPoint[], title: string): string {
  const top = Math.max(1, ...points.map(({ width }) => width));
  const last = points.at(-1)!.parameterBits;
  const x = (bits: number): number => SIZE.left + ((bits - 0.5) / last) * (SIZE.width - SIZE.left - SIZE.right);
  const y = (width: number): number => SIZE.height - SIZE.bottom - (width / top) * (SIZE.height - SIZE.top - SIZE.bottom);
  const at = (value: number): string => value.toFixed(1);
  const marks = points.map((point) => `<circle cx="${at(x(point.parameterBits))}" cy="${at(y(point.width))}" r="4"><title>${point.parameterBits} bits: ${point.width} channels</title></circle>`);
  const labels = points.flatMap((point) => [
    `<text x="${at(x(point.parameterBits))}" y="${at(y(point.width) - 8)}" text-anchor="middle">${point.width}</text>`,
    `<text x="${at(x(point.parameterBits))}" y="${SIZE.height - SIZE.bottom + 16}" text-anchor="middle">${point.parameterBits}</text>`,
  ]);
  const line = points.map((point) => `${at(x(point.parameterBits))},${at(y(point.width))}`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="${SIZE.left}" y="18" font-size="13">${escaped(title)}</text>
<path d="M${SIZE.left} ${SIZE.top}V${at(y(0))}H${SIZE.width - SIZE.right}" fill="none" stroke="black"/>
<polyline points="${line}" fill="none" stroke="steelblue" stroke-width="2"/>
<g fill="steelblue">${marks.join('')}</g>
<g>${labels.join('')}</g>
<text x="${SIZE.width / 2}" y="${SIZE.height - 8}" text-anchor="middle">bits of a parameter</text>
<text transform="translate(14 ${SIZE.height / 2}) rotate(-90)" text-anchor="middle">channels of the first stage</text>
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
