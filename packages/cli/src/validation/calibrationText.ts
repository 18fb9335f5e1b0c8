import type { Calibration } from '@bitscape/hardware';

/** JSON with one constant and one point a line, so that versions can be compared. */
export function calibrationText(calibration: Calibration): string {
  const { components, coefficients, ...rest } = calibration;
  const head = Object.entries({ $schema: '../schema/calibration.schema.json', ...rest }).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const factors = Object.entries(coefficients).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const measured = components.map(({ name, points }) => `    { "name": ${JSON.stringify(name)}, "points": [\n${points.map((point) => `      ${JSON.stringify(point)}`).join(',\n')}\n    ] }`);
  return `{\n${head.join(',\n')},\n  "coefficients": {\n${factors.join(',\n')}\n  },\n  "components": [\n${measured.join(',\n')}\n  ]\n}\n`;
}
