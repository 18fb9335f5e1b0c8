/** Domain in which quantizers are written. */
export const QUANTIZER_DOMAIN = 'qonnx.custom_op.general';

/** Domains in which QONNX operators are found: the present one and those of older files. */
export const QUANTIZER_DOMAINS: readonly string[] = [QUANTIZER_DOMAIN, 'onnx.brevitas', 'finn.custom_op.general'];
