import type { OnnxNode } from '../OnnxNode.js';
import type { Value } from '../Value.js';

/** Turns one ONNX node into graph nodes or a constant, and returns what its first output stands for. */
export type OperatorImporter = (node: OnnxNode) => Value;

/** ONNX operator type to importer. */
export type OperatorTable = Readonly<Record<string, OperatorImporter>>;
