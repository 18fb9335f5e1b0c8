import { isDefaultDomain } from './decodeModel.js';
import { ACTIVATION } from './operators/activation.js';
import { ARITHMETIC } from './operators/arithmetic.js';
import { CONSTANTS } from './operators/constants.js';
import { CONVOLUTION } from './operators/convolution.js';
import { JOINING } from './operators/joining.js';
import { MATRIX } from './operators/matrix.js';
import { NORMALIZATION } from './operators/normalization.js';
import type { OperatorImporter } from './operators/OperatorImporter.js';
import { PADDING } from './operators/padding.js';
import { POOLING } from './operators/pooling.js';
import { QUANTIZATION } from './operators/quantization.js';
import { REDUCTION } from './operators/reduction.js';
import { RESHAPING } from './operators/reshaping.js';
import { SLICING } from './operators/slicing.js';
import { QUANTIZER_DOMAINS } from './quantizerDomains.js';

const TABLES = [CONVOLUTION, MATRIX, NORMALIZATION, ACTIVATION, ARITHMETIC, POOLING, REDUCTION, RESHAPING, JOINING, PADDING, SLICING, CONSTANTS];

/** The supported operators of ONNX itself. A new operator is one new entry in one of the tables. */
const OPERATORS: ReadonlyMap<string, OperatorImporter> = new Map(TABLES.flatMap((table) => Object.entries(table)));

const QUANTIZERS: ReadonlyMap<string, OperatorImporter> = new Map(Object.entries(QUANTIZATION));

/** Importer of an operator, `undefined` for one that is not supported. */
export function operatorImporter(domain: string, type: string): OperatorImporter | undefined {
  if (isDefaultDomain(domain)) return OPERATORS.get(type);
  return QUANTIZER_DOMAINS.includes(domain) ? QUANTIZERS.get(type) : undefined;
}

/** Names of the operators that {@link importOnnx} understands, those of QONNX included, sorted. */
export const SUPPORTED_OPERATORS: readonly string[] = [...OPERATORS.keys(), ...QUANTIZERS.keys()].sort();
