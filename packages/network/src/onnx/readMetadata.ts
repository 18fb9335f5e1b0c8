import { BitscapeError } from '@bitscape/errors';
import { ModelProto, type OnnxModel } from './schema.js';

/**
 * `metadata_props` of an ONNX file, as {@link exportOnnx} writes them.
 * @throws {BitscapeError} `invalid-network` when the bytes are no ONNX model
 */
export function readMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  try {
    const model = ModelProto.decode(bytes) as unknown as OnnxModel;
    return Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]));
  } catch (cause) {
    throw new BitscapeError('invalid-network', 'is not a complete ONNX model', { cause });
  }
}
