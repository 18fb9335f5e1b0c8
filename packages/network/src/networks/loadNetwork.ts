import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '../graph.js';
import { loadOnnx } from '../onnx/loadOnnx.js';
import { EMBEDDED_NETWORKS } from './embeddedNetworks.js';

/** Path of the ONNX file of an embedded network; `.json` beside it holds the training recipe and the accuracy reached. */
export function embeddedNetworkFile(name: string): string {
  return fileURLToPath(new URL(`../../assets/${name}.onnx`, import.meta.url));
}

/**
 * Loads a trained network: an embedded one by name, or an ONNX file by path.
 * @param relativeTo folder that a relative path starts from; the working directory by default
 * @throws {BitscapeError} `not-found` when there is neither such a name nor such a file, and everything `importOnnx` throws
 */
export async function loadNetwork(spec: string, relativeTo = '.'): Promise<Graph> {
  const embedded = EMBEDDED_NETWORKS.includes(spec);
  const path = embedded ? embeddedNetworkFile(spec) : resolve(relativeTo, spec);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) return loadOnnx(path);
  throw new BitscapeError('not-found', embedded ? `the file of the embedded network "${spec}" is missing` : `there is no network "${spec}"`, {
    where: { file: path },
    hint: embedded ? `Train it again: bitscape train --network ${spec}.` : `Give the path of an ONNX file or one of ${EMBEDDED_NETWORKS.join(', ')}.`,
  });
}
