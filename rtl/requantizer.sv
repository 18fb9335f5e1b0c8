// Accumulator to integer code, once for each output: bias add, multiply, shift with rounding half
// up, clamp.
//
// The clamp to Least .. Greatest also is the activation function: ReLU where Least is 0. A signed
// output is narrow: it never takes the pattern 10...0.
module requantizer #(
  parameter int AccBits = 24,
  parameter int BiasBits = 24,
  parameter int MultiplierBits = 16,
  parameter int ShiftBits = 6,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,       // least and greatest output level
  parameter int Greatest = 255
) (
  input  logic [AccBits-1:0]        acc_i,         // two's complement, accumulator units
  input  logic [BiasBits-1:0]       bias_i,        // two's complement, accumulator units
  input  logic [MultiplierBits-1:0] multiplier_i,  // unsigned
  input  logic [ShiftBits-1:0]      shift_i,       // unsigned, right shift
  // two's complement if OutputSigned, else unsigned
  output logic [OutputBits-1:0]     code_o
);

  localparam int SumBits = ((AccBits > BiasBits) ? AccBits : BiasBits) + 1;
  localparam int ProductBits = SumBits + MultiplierBits;
  // One half bit below the product, and room for the rounding carry.
  localparam int WideBits = ProductBits + 2;
  localparam int Top = OutputSigned ? 2**(OutputBits - 1) - 1 : 2**OutputBits - 1;

  initial assert (AccBits >= 2 && BiasBits >= 1);
  initial assert (MultiplierBits >= 1);
  initial assert (ShiftBits >= 1);
  initial assert (OutputBits >= 2 || !OutputSigned);
  initial assert (OutputBits >= 1);
  initial assert (WideBits > OutputBits && OutputBits <= 24);
  initial assert (Least >= (OutputSigned ? -Top : 0) && Least <= Greatest && Greatest <= Top);

  logic [SumBits-1:0]         sum;
  logic [ProductBits-1:0]     product;
  logic signed [WideBits-1:0] doubled;
  logic signed [WideBits-1:0] shifted;
  logic [WideBits-1:0]        halves;
  logic [WideBits-1:0]        scaled;
  logic                       unused_half;

  assign sum = {{(SumBits - AccBits){acc_i[AccBits-1]}}, acc_i}
              + {{(SumBits - BiasBits){bias_i[BiasBits-1]}}, bias_i};

  int_mul #(
    .WeightBits(SumBits),
    .ActivationBits(MultiplierBits),
    .ActivationSigned(1'b0)
  ) u_mul (
    .weight_i(sum),
    .activation_i(multiplier_i),
    .product_o(product)
  );

  // Shift in units of one half, add one half, drop the half: (p + 2^(s-1)) >> s, and p for s = 0.
  assign doubled = {product[ProductBits-1], product, 1'b0};
  // alone: an unsigned operand beside it would make the shift logical
  assign shifted = doubled >>> shift_i;
  assign halves = shifted + {{(WideBits - 1){1'b0}}, 1'b1};
  assign scaled = {halves[WideBits-1], halves[WideBits-1:1]};
  assign unused_half = halves[0];

  // Both bounds are extended to the width of the sum, which is wider than any level.
  localparam int ExtraBits = WideBits - OutputBits;

  logic signed [WideBits-1:0] least;
  logic signed [WideBits-1:0] greatest;
  logic                       below;
  logic                       above;

  assign least = {{ExtraBits{Least < 0}}, Least[OutputBits-1:0]};
  assign greatest = {{ExtraBits{Greatest < 0}}, Greatest[OutputBits-1:0]};
  assign below = $signed(scaled) < least;
  assign above = $signed(scaled) > greatest;
  assign code_o = below
    ? Least[OutputBits-1:0] : (above ? Greatest[OutputBits-1:0] : scaled[OutputBits-1:0]);

endmodule
