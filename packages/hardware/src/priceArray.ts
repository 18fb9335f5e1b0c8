import type { EncoderStructure, MacDatapath } from '@bitscape/datapath';
import type { DesignPoint } from '@bitscape/design';
import { encoderOutputBits } from './families/encoderFamilies.js';
import type { HardwareModels } from './models/HardwareModels.js';
import { priceUnits } from './priceUnits.js';
import { priceStructure } from './structure/priceStructure.js';
import { registerCells } from './structure/registerCells.js';
import { addCells } from './structure/Structure.js';

/**
 * Area, um2 at the node of the cells, of an element and of an array as the RTL has it: elements, skew and valid registers, encoders with their
 * output registers. Channel constants and buffers are outside the array.
 */
export function priceArray(
  { mac, encoder, dataflow, rows, columns }: { readonly mac: MacDatapath; readonly encoder: EncoderStructure; readonly dataflow: DesignPoint['accelerator']['dataflow']; readonly rows: number; readonly columns: number },
  models: HardwareModels,
): { readonly element: number; readonly array: number } {
  const units = priceUnits({ mac, encoder, dataflow }, models);
  const total = (parts: readonly { readonly areaUm2: number }[] = []): number => parts.reduce((sum, { areaUm2 }) => sum + areaUm2, 0);
  const technology = models.technologies['45nm']!;
  const pricing = { library: models.cells[technology.cells]!, coefficients: models.calibration.coefficients, technology };
  const stationary = dataflow === 'weight-stationary';
  const delays = stationary ? registerCells(((rows * (rows - 1)) / 2) * mac.activation.bits + rows, { enabled: false }) : {};
  const outputs = addCells(registerCells(columns * encoderOutputBits(encoder), { enabled: true }), registerCells(columns, { enabled: false }));
  const element = total(units.element);
  return { element, array: rows * columns * element + columns * total(units.encoder) + priceStructure({ name: 'registers', cells: addCells(delays, outputs) }, pricing).areaUm2 };
}
