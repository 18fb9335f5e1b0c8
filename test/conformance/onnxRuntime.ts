import { createRequire } from 'node:module';

/** What the tests use of onnxruntime-node. */
export interface OnnxRuntime {
  /** A model kept for several batches. */
  open(model: Uint8Array): Promise<{ run(input: Float32Array, shape: readonly number[]): Promise<Float32Array> }>;
  run(model: Uint8Array, input: Float32Array, shape: readonly number[]): Promise<Float32Array>;
}

interface Binding {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => { readonly data: Float32Array };
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, unknown>): Promise<Record<string, { readonly data: Float32Array }>>;
  release(): Promise<void>;
}

/** ONNX Runtime from `test/peers`, `undefined` where it is not installed. */
export function findOnnxRuntime(): OnnxRuntime | undefined {
  const require = createRequire(new URL('../peers/package.json', import.meta.url));
  let binding: Binding;
  try {
    binding = require('onnxruntime-node') as Binding;
  } catch {
    return undefined;
  }
  const open = (model: Uint8Array): Promise<Session> => binding.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const runIn = async (session: Session, input: Float32Array, shape: readonly number[]): Promise<Float32Array> => {
    const outputs = await session.run({ [session.inputNames[0]!]: new binding.Tensor('float32', input, shape) });
    return outputs[session.outputNames[0]!]!.data;
  };
  return {
    async open(model) {
      const session = await open(model);
      return { run: (input, shape) => runIn(session, input, shape) };
    },
    async run(model, input, shape) {
      const session = await open(model);
      const data = await runIn(session, input, shape);
      await session.release();
      return data;
    },
  };
}

/** Said when a test is skipped for want of the peer. */
export const ONNX_RUNTIME_MISSING = 'SKIPPED: onnxruntime-node is not installed; run test/peers/install.sh to compare with ONNX Runtime';
