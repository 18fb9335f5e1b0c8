/** What the model leaves out, in words; printed with every report. */
export const OMITTED: readonly string[] = [
  'wires, clock tree and the loads of cell pins',
  'control, address generation, resets and enables',
  'operators between layers (pooling, concatenation) and the rescaling of residual additions',
  'what lets one array take signed and unsigned activations of equal bits',
  'DRAM bandwidth, latency, background and refresh power',
  'reuse of overlapping input windows, zero skipping and data-dependent activity',
];
