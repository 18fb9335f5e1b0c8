import { readFileSync } from 'node:fs';
import { BitscapeError } from '@bitscape/errors';

/** The part in use of the WebAssembly API, whose declarations come with the browser's only. */
interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  validate(bytes: Uint8Array): boolean;
  Instance: new (module: object) => { readonly exports: unknown };
};

type Kernel = (...parameters: number[]) => void;

/** Entry points of the compiled kernels; parameters are documented in assembly/. */
export interface Kernels {
  readonly memory: LinearMemory;
  readonly expandTerms: Kernel;
  readonly expandOffsets: Kernel;
  readonly expandLanes: Kernel;
  readonly dotRows: Kernel;
  readonly clampedDotRows: Kernel;
  readonly expandBytes: Kernel;
  /** Relaxed variant only. */
  readonly byteDotRows: Kernel;
  readonly selectRows: Kernel;
  readonly shuffleRows: Kernel;
  readonly lookupRows32: Kernel;
  readonly lookupRows64: Kernel;
  readonly orderedRows: Kernel;
  readonly sumRows: Kernel;
  readonly requantizeRows: Kernel;
  readonly highProductRows: Kernel;
  readonly thresholdRows: Kernel;
  readonly bucketRows: Kernel;
  readonly bucketSums: Kernel;
  readonly winogradInput: Kernel;
  readonly winogradOutput: Kernel;
  readonly moveCodes: Kernel;
  readonly fillCodes: Kernel;
  readonly windowSums: Kernel;
}

/** Kernels of runtimes without and with relaxed SIMD. Both give the same results. */
const MODULES = { plain: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' } as const;
export type KernelVariant = keyof typeof MODULES;

const compiled = new Map<KernelVariant, object>();
let best: KernelVariant | undefined;

/** V8 11.3 (Node 20) has relaxed SIMD behind a flag, but some of its dot products come out wrong. */
const SOUND_V8 = 11.4;

/** `relaxed` where the runtime has relaxed SIMD: Node from version 21. */
export function kernelVariant(): KernelVariant {
  best ??= Number.parseFloat(process.versions.v8) >= SOUND_V8 && WebAssembly.validate(moduleBytes('relaxed')) ? 'relaxed' : 'plain';
  return best;
}

/**
 * A new instance of the kernels with a memory of its own.
 *
 * @throws {BitscapeError} `internal` if the package has not been built
 */
export function loadKernels(variant: KernelVariant): Kernels {
  let module = compiled.get(variant);
  if (module === undefined) {
    module = new WebAssembly.Module(moduleBytes(variant));
    compiled.set(variant, module);
  }
  return new WebAssembly.Instance(module).exports as Kernels;
}

function moduleBytes(variant: KernelVariant): Uint8Array {
  const file = new URL(`../../dist/${MODULES[variant]}`, import.meta.url);
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw new BitscapeError('internal', 'the WebAssembly kernels of @bitscape/engine cannot be read', {
      where: { file: file.pathname },
      hint: 'Run `npm run build -w packages/engine`.',
      cause,
    });
  }
}
