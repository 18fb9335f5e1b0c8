import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportOnnx, resolveNormalization } from '@bitscape/network';
import { testNetwork } from '../plan/testNetwork.js';
import type { EvaluationWorkload } from './EvaluationWorkload.js';

/** Writes a small network and an IDX data set of `images` images to a temporary folder, for tests. */
export async function testWorkload(images: number): Promise<EvaluationWorkload & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bitscape-pool-'));
  const header = (...dims: number[]): Buffer => {
    const bytes = Buffer.alloc(4 + 4 * dims.length);
    bytes.set([0, 0, 8, dims.length]);
    dims.forEach((length, i) => bytes.writeUInt32BE(length, 4 + 4 * i));
    return bytes;
  };
  for (const [prefix, count] of [['t10k', images], ['train', 300]] as const) {
    const pixels = Buffer.from(Uint8Array.from({ length: count * 36 }, (_, i) => Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 24));
    const labels = Buffer.from(Uint8Array.from({ length: count }, (_, i) => i % 10));
    await writeFile(join(folder, `${prefix}-images-idx3-ubyte`), Buffer.concat([header(count, 6, 6), pixels]));
    await writeFile(join(folder, `${prefix}-labels-idx1-ubyte`), Buffer.concat([header(count), labels]));
  }
  const network = join(folder, 'network.onnx');
  await writeFile(network, exportOnnx(testNetwork(1, 10)));
  return { folder, network, dataset: `mnist:${folder}`, normalization: resolveNormalization('mnist', 1) };
}
