import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { idiomModel, IDIOMS } from '../../packages/network/src/onnx/testing/idioms.js';
import { modelDigest } from '../../packages/network/src/onnx/testing/modelDigest.js';
import { randomModel } from '../../packages/network/src/onnx/testing/randomModel.js';
import { findOnnxRuntime } from './onnxRuntime.js';

const target = new URL('../../packages/network/src/onnx/testing/onnxRuntimeGoldens.json', import.meta.url);
const MODELS = 160;
const VALUES = 8;

/** `BITSCAPE_RECORD=1 npx vitest run --project test conformance/recordGoldens` after a change of the model generator. */
it.runIf(process.env['BITSCAPE_RECORD'] === '1')('records outputs of ONNX Runtime for random models', async () => {
  const runtime = findOnnxRuntime();
  expect(runtime, 'test/peers/install.sh first').toBeDefined();
  const lines: string[] = [];
  const names = [...Array.from({ length: MODELS }, (_, index) => index + 1), ...Object.keys(IDIOMS)];
  for (const name of names) {
    const model = typeof name === 'number' ? randomModel(name) : idiomModel(name);
    const output = await runtime!.run(model.bytes, model.input, model.inputShape);
    const stride = Math.max(1, Math.ceil(output.length / VALUES));
    const values = Array.from(output.filter((_, index) => index % stride === 0), (value) => Number(value.toPrecision(7)));
    lines.push(JSON.stringify({ name, model: modelDigest(model), length: output.length, stride, values }));
  }
  writeFileSync(target, `[\n${lines.join(',\n')}\n]\n`);
}, 60_000);
