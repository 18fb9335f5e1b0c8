// Product of a two's-complement weight and a signed or unsigned activation.
//
// A module of its own that keeps its hierarchy: merged with the accumulator, synthesis would extend
// the signs of the partial products to the width of the accumulator.
(* keep_hierarchy *)
module int_mul #(
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  localparam int ProductBits = WeightBits + ActivationBits
) (
  input  logic [WeightBits-1:0]     weight_i,      // two's complement
  // two's complement if ActivationSigned, else unsigned
  input  logic [ActivationBits-1:0] activation_i,
  output logic [ProductBits-1:0]    product_o      // two's complement, exact
);

  initial assert (WeightBits >= 2);
  initial assert (ActivationBits >= 1);

  logic signed [ProductBits-1:0] weight;
  logic signed [ProductBits-1:0] activation;
  logic activation_sign;

  assign activation_sign = ActivationSigned & activation_i[ActivationBits-1];
  assign weight = {{ActivationBits{weight_i[WeightBits-1]}}, weight_i};
  assign activation = {{WeightBits{activation_sign}}, activation_i};
  assign product_o = weight * activation;

endmodule
