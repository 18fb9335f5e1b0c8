import type { OutputEncoder } from '@bitscape/datapath';
import type { DesignPoint } from '@bitscape/design';
import type { ArrayConfiguration } from '../templates/arrayParameters.js';

/** Everything that a bundle is made of; see `generateBundle` for how it follows from a design point. */
export interface BundleSource extends ArrayConfiguration {
  readonly point: DesignPoint;
  /** Identity of the point, 16 hexadecimal digits. */
  readonly id: string;
  /** Short name of the point for people. */
  readonly label: string;
  readonly layer: BundleLayer;
  /** Where the per-channel constants of the encoder come from. */
  readonly scales: 'given' | 'synthetic';
  /** Seed of the golden vectors and of synthetic scales. */
  readonly seed: number;
}

/** The layer whose datapath the bundle implements. */
export interface BundleLayer {
  readonly network: string;
  readonly name: string;
  readonly reduction: number;
  readonly channels: number;
}

/** Names of the generated modules: `bitscape_<first 8 digits of the id>_<part>`. */
export function bundleName({ id }: Pick<BundleSource, 'id'>, part: string): string {
  return `bitscape_${id.slice(0, 8)}_${part}`;
}

/** Groups of `columns` channels. */
export function channelTiles({ encoder, layer, columns }: Pick<BundleSource, 'layer' | 'columns'> & { readonly encoder?: OutputEncoder }): number {
  return Math.ceil((encoder?.channels ?? layer.channels) / columns);
}
