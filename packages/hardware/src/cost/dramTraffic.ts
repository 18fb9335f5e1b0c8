/** One layer at the boundary to off-chip memory. Bits of one image. */
export interface DramDemand {
  /** Stored weights and channel constants of the layer. */
  readonly weightBits: number;
  /** Of these, what one channel tile of the array needs. */
  readonly weightStripeBits: number;
  readonly weightBufferBits: number;
  /** All layers' weights fit the weight buffer together and stay there between images. */
  readonly weightsResident: boolean;
  /** Input read from DRAM: the network input, or a tensor that did not fit; 0 when it is on chip. */
  readonly inputBits: number;
  /** The input does not stay on chip while the layer runs. */
  readonly inputSpilled: boolean;
  readonly pixelTiles: number;
  readonly channelTiles: number;
}

/**
 * DRAM bits read for one layer, with the better of two loop orders:
 * - pixels outside: the input passes once; weights once if the layer's weights fit their buffer, else once per pixel tile;
 * - channels outside: weights once if the stripe of a channel tile fits, else once per pixel tile; a spilled input once per channel tile.
 */
export function dramTraffic(demand: DramDemand): { readonly weightBits: number; readonly inputBits: number } {
  const { weightBits, inputBits, weightBufferBits } = demand;
  if (demand.weightsResident) return { weightBits: 0, inputBits };
  const pixelsOutside = weightBits * (weightBits <= weightBufferBits ? 1 : demand.pixelTiles);
  const channelsOutside = weightBits * (demand.weightStripeBits <= weightBufferBits ? 1 : demand.pixelTiles);
  const rereadInput = inputBits * (demand.inputSpilled ? demand.channelTiles : 1);
  return pixelsOutside + inputBits <= channelsOutside + rereadInput
    ? { weightBits: pixelsOutside, inputBits }
    : { weightBits: channelsOutside, inputBits: rereadInput };
}
