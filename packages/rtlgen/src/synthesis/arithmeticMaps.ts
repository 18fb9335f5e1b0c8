/**
 * Techmaps that turn adders into ripples of full adders: the smallest adder there is, and the structure that the cost model counts.
 * `BITFA` is a full adder before its constant inputs are known.
 */
export const FULL_ADDER_STUB = `(* blackbox *) module BITFA(input A, input B, input CI, output CO, output S); endmodule
`;

/** `$alu` (add, subtract, compare) and `$fa` (carry save, from multipliers) to bits. */
export const ARITHMETIC_MAP = `(* techmap_celltype = "$alu" *)
module alu_map (A, B, CI, BI, X, Y, CO);
parameter A_SIGNED = 0; parameter B_SIGNED = 0; parameter A_WIDTH = 1; parameter B_WIDTH = 1; parameter Y_WIDTH = 1;
input [A_WIDTH-1:0] A; input [B_WIDTH-1:0] B; input CI, BI; output [Y_WIDTH-1:0] X, Y, CO;
wire [Y_WIDTH-1:0] a, b, bb; wire [Y_WIDTH:0] c;
\\$pos #(.A_SIGNED(A_SIGNED), .A_WIDTH(A_WIDTH), .Y_WIDTH(Y_WIDTH)) pa (.A(A), .Y(a));
\\$pos #(.A_SIGNED(B_SIGNED), .A_WIDTH(B_WIDTH), .Y_WIDTH(Y_WIDTH)) pb (.A(B), .Y(b));
assign bb = b ^ {Y_WIDTH{BI}};
assign X = a ^ bb;
assign c[0] = CI;
assign CO = c[Y_WIDTH:1];
genvar i;
generate for (i = 0; i < Y_WIDTH; i = i + 1) begin : gen_bit
  BITFA u (.A(a[i]), .B(bb[i]), .CI(c[i]), .CO(c[i+1]), .S(Y[i]));
end endgenerate
endmodule
(* techmap_celltype = "$fa" *)
module fa_map (A, B, C, X, Y);
parameter WIDTH = 1;
input [WIDTH-1:0] A, B, C; output [WIDTH-1:0] X, Y;
genvar i;
generate for (i = 0; i < WIDTH; i = i + 1) begin : gen_bit
  BITFA u (.A(A[i]), .B(B[i]), .CI(C[i]), .CO(X[i]), .S(Y[i]));
end endgenerate
endmodule
`;

/** A full adder with a constant input becomes gates. */
export const CONSTANT_MAP = `(* techmap_celltype = "BITFA" *)
module constant_map (A, B, CI, CO, S);
input A, B, CI; output CO, S;
parameter _TECHMAP_CONSTMSK_A_ = 0; parameter _TECHMAP_CONSTMSK_B_ = 0; parameter _TECHMAP_CONSTMSK_CI_ = 0;
wire _TECHMAP_FAIL_ = !(_TECHMAP_CONSTMSK_A_ || _TECHMAP_CONSTMSK_B_ || _TECHMAP_CONSTMSK_CI_);
generate
if (_TECHMAP_CONSTMSK_A_) begin assign S = A ^ (B ^ CI); assign CO = A ? (B | CI) : (B & CI); end
else if (_TECHMAP_CONSTMSK_B_) begin assign S = B ^ (A ^ CI); assign CO = B ? (A | CI) : (A & CI); end
else begin assign S = CI ^ (A ^ B); assign CO = CI ? (A | B) : (A & B); end
endgenerate
endmodule
`;

interface FullAdderPins {
  readonly name: string;
  readonly inputs: readonly { readonly name: string }[];
  readonly sum: string;
  readonly carry: string;
}

/** What remains becomes the full adder of the library, or gates where it has none. */
export function fullAdderMap(cell: FullAdderPins | undefined): string {
  const body = cell === undefined
    ? 'wire x = A ^ B; assign S = x ^ CI; assign CO = (A & B) | (CI & x);'
    : `${cell.name} u (${cell.inputs.map(({ name }, i) => `.${name}(${['A', 'B', 'CI'][i]!})`).join(', ')}, .${cell.sum}(S), .${cell.carry}(CO));`;
  return `(* techmap_celltype = "BITFA" *)
module adder_map (A, B, CI, CO, S);
input A, B, CI; output CO, S;
${body}
endmodule
`;
}

/** Declaration of the library's full adder. */
export function fullAdderStub(cell: FullAdderPins | undefined): string {
  if (cell === undefined) return '';
  return `(* blackbox *) module ${cell.name}(${[...cell.inputs.map(({ name }) => `input ${name}`), `output ${cell.sum}`, `output ${cell.carry}`].join(', ')}); endmodule
`;
}
