/** What the model leaves out, in words; printed with every report. */
export const OMITTED: readonly string[] = [
  'glitches, wires, clock tree',
  'control and address generation',
  'operators between layers (pooling, concatenation) and the rescaling of residual additions',
  'what lets one array take signed and unsigned activations of equal bits',
  'DRAM bandwidth, latency, background and refresh power',
  'reuse of overlapping input windows, zero skipping; operand statistics are those of a reference',
];
