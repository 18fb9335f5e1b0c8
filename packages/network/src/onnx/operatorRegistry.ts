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
import { REDUCTION } from './operators/reduction.js';
import { RESHAPING } from './operators/reshaping.js';
import { SLICING } from './operators/slicing.js';

const TABLES = [CONVOLUTION, MATRIX, NORMALIZATION, ACTIVATION, ARITHMETIC, POOLING, REDUCTION, RESHAPING, JOINING, PADDING, SLICING, CONSTANTS];

/** Every supported ONNX operator. A new operator is one new entry in one of the tables. */
export const OPERATORS: ReadonlyMap<string, OperatorImporter> = new Map(TABLES.flatMap((table) => Object.entries(table)));

/** Names of the ONNX operators that {@link importOnnx} understands, sorted. */
export const SUPPORTED_OPERATORS: readonly string[] = [...OPERATORS.keys()].sort();
