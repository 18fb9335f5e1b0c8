import type { Shape } from '../graph.js';
import { networkError } from '../networkError.js';
import type { LinkedModel } from './linkModel.js';
import { toNumber, type OnnxAttribute } from './schema.js';
import { elementKind } from './tensorValue.js';
import { channelsLastOrder, naturalOrder, type ActivationValue } from './Value.js';

/**
 * Shape and storage order of the network's input. Images are stored channels last; a file whose only use of the input is the
 * transpose from channels last to channels first is taken as it stands.
 * @throws {BitscapeError} `invalid-network`
 */
export function describeInput(model: LinkedModel): { value: ActivationValue; fixedBatch: number | undefined; stored: Shape } {
  const { name, type } = model.input;
  const tensor = type?.tensorType;
  const dimensions = tensor?.shape?.dim;
  if (tensor === undefined || tensor === null || dimensions === undefined) throw networkError(`input "${name}" has no tensor shape`);
  if (elementKind(tensor.elemType) === undefined || elementKind(tensor.elemType) === 'boolean') {
    throw networkError(`input "${name}" has element type ${tensor.elemType}, which is not supported`, undefined, 'Export the model with a float input.');
  }
  const sizes = dimensions.map((dimension) => (dimension.dimParam === '' ? toNumber(dimension.dimValue) : 0));
  if (sizes.length < 2) throw networkError(`input "${name}" has ${sizes.length} axes; a batch and at least one more are needed`);
  const dynamic = sizes.findIndex((size, axis) => axis > 0 && size < 1);
  if (dynamic > 0) throw networkError(`axis ${dynamic} of input "${name}" has no fixed size`, undefined, 'Export the model with a dynamic batch only.');
  const shape = [-1, ...sizes.slice(1)];
  const order = shape.length === 4 && !startsChannelsLast(model, name) ? channelsLastOrder(4) : naturalOrder(shape.length);
  return {
    value: { kind: 'activation', tensor: name, shape, order },
    fixedBatch: sizes[0]! > 0 ? sizes[0] : undefined,
    stored: order.map((axis) => shape[axis]!),
  };
}

function startsChannelsLast(model: LinkedModel, input: string): boolean {
  const readers = model.nodes.filter(([, node]) => node.input.includes(input));
  const permutation = (attributes: readonly OnnxAttribute[]): string => {
    const ints = attributes.find((attribute) => attribute.name === 'perm')?.ints ?? [];
    return ints.map(toNumber).join();
  };
  return readers.length > 0 && readers.every(([, node]) => node.opType === 'Transpose' && permutation(node.attribute) === '0,3,1,2');
}
