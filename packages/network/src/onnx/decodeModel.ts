import { BitscapeError } from '@bitscape/errors';
import { ModelProto, toNumber, type OnnxGraphProto, type OnnxModel } from './schema.js';

const OLDEST_OPSET = 9;
const NEWEST_OPSET = 21;

/** The default operator set has two spellings. */
export function isDefaultDomain(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

/**
 * Bytes of an ONNX file to its graph and operator-set version.
 * @throws {BitscapeError} `invalid-network` for text, truncated or foreign files and for opsets outside 9…21
 */
export function decodeModel(bytes: Uint8Array): { graph: OnnxGraphProto; opset: number } {
  if (bytes.length === 0) throw new BitscapeError('invalid-network', 'is empty, an ONNX model was expected');
  let model: OnnxModel;
  try {
    model = ModelProto.decode(bytes) as unknown as OnnxModel;
  } catch (cause) {
    throw new BitscapeError('invalid-network', describeBadFile(bytes), {
      hint: looksLikeText(bytes)
        ? 'Name a binary ONNX file, as torch.onnx.export writes it.'
        : 'The file may be cut short: compare its size with the original, or export it again.',
      cause,
    });
  }
  const { graph } = model;
  if (graph === undefined || graph === null || graph.node.length === 0) {
    throw new BitscapeError('invalid-network', looksLikeText(bytes) ? describeBadFile(bytes) : 'holds no ONNX graph');
  }
  const versions = model.opsetImport.filter((entry) => isDefaultDomain(entry.domain)).map((entry) => toNumber(entry.version));
  const opset = versions[0];
  if (opset === undefined) throw new BitscapeError('invalid-network', 'names no version of the ONNX operator set (opset_import)');
  if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
    throw new BitscapeError('invalid-network', `uses ONNX opset ${opset}; ${OLDEST_OPSET} to ${NEWEST_OPSET} are supported`, {
      hint: 'Export the model again with opset_version=17.',
    });
  }
  return { graph, opset };
}

function describeBadFile(bytes: Uint8Array): string {
  return looksLikeText(bytes) ? 'is a text file, not an ONNX model' : 'is not a complete ONNX model: its protobuf structure breaks off';
}

/** ONNX files start with binary field tags, so printable ASCII throughout means text. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 64).every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
}
