import { createHash } from 'node:crypto';
import { configBits, outputBits } from '../templates/arrayParameters.js';
import { type BundleSource, bundleName, channelTiles } from './BundleSource.js';

/** Machine-readable description of a bundle, with the SHA-256 of every other file. */
export function bundleManifest(source: BundleSource, files: ReadonlyMap<string, string>): string {
  const { point, id, label, layer, mac, encoder, rows, columns, scales, seed } = source;
  const manifest = {
    schemaVersion: 1,
    generator: 'bitscape',
    id,
    label,
    top: bundleName(source, 'top'),
    layer,
    array: { dataflow: point.accelerator.dataflow, rows, columns, channelTiles: channelTiles(source) },
    widths: {
      weight: mac.weight.bits,
      activation: mac.activation.bits,
      product: mac.productBits,
      accumulator: mac.accumulator.bits,
      output: outputBits(encoder),
      channelConstants: configBits(encoder),
    },
    mac: { family: mac.family, weight: mac.weight.name, activation: mac.activation.name, unit: mac.unit, overflow: mac.accumulator.overflow, parameters: mac.parameters },
    encoder: encoder === undefined ? null : { family: encoder.family, output: encoder.output.name, channels: encoder.channels, scales, parameters: encoder.parameters },
    seed,
    point,
    files: [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') })),
  };
  return `${JSON.stringify(manifest, (_, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value), 2)}\n`;
}
