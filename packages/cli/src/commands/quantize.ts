import { Command, Option } from 'commander';
import { addNumericsOptions, type NumericsFlags } from '../options/numericsOptions.js';
import { addWorkloadOptions, type WorkloadFlags } from '../options/workloadOptions.js';

export interface QuantizeFlags extends NumericsFlags, WorkloadFlags {
  out?: string;
  style: 'qdq' | 'qonnx' | 'function';
  packed?: boolean;
  report?: string;
  json?: boolean;
}

export function quantizeCommand(): Command {
  const command = new Command('quantize').description('write a quantized network as ONNX, and what it did to each layer');
  addNumericsOptions(addWorkloadOptions(command));
  return command
    .option('-o, --out <file>', 'where to write the network (default: <network>-<weights>-<activations>.onnx)')
    .addOption(
      new Option('--style <which>', 'how quantizers are written: QuantizeLinear and DequantizeLinear, operators of QONNX, or functions in standard operators; what a style cannot say becomes functions')
        .choices(['qdq', 'qonnx', 'function'])
        .default('qdq'),
    )
    .option('--packed', 'store weight codes as a stream of bits: the file is as small as the codes')
    .option('--report <file>', 'write the report of the layers, with histograms, as JSON')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
The file computes with ideal levels, like --engine tfjs; any ONNX runtime executes it (style qonnx needs one that knows QONNX).

Examples:
  bitscape quantize --weights int4 --activations uint4
  bitscape quantize --weights lns:3.2 --activations ulns:3.3 --packed --out small.onnx
  bitscape quantize --network resnet20.onnx --dataset cifar10:data/cifar10 --normalize imagenet --weights int4 --activations uint4 --report layers.json
`,
    )
    .action(async (flags: QuantizeFlags) => (await import('../actions/quantize.js')).quantize(flags));
}
