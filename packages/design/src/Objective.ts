/** The quantities that a study can optimise. Direction and unit are fixed here and nowhere else. */
export const OBJECTIVES = {
  accuracy: { direction: 'max', unit: '', label: 'Top-1 accuracy', description: 'Fraction of evaluation images classified correctly.' },
  energy: { direction: 'min', unit: 'µJ', label: 'Energy per inference', description: 'Compute, on-chip and off-chip memory, leakage, for one image.' },
  area: { direction: 'min', unit: 'mm²', label: 'Area', description: 'Arrays and buffers of the accelerator.' },
  latency: { direction: 'min', unit: 'ms', label: 'Latency', description: 'Cycles of one image divided by the clock.' },
  weightMemory: { direction: 'min', unit: 'KiB', label: 'Weight memory', description: 'Stored bits of all weights and their scales.' },
} as const satisfies Record<string, { direction: 'min' | 'max'; unit: string; label: string; description: string }>;

export type ObjectiveName = keyof typeof OBJECTIVES;
export type ObjectiveValues = Readonly<Partial<Record<ObjectiveName, number>>>;
