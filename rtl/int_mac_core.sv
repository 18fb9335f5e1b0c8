// Integer multiply-accumulate without state: acc_o = acc_i + weight * activation, wrapped or
// saturated.
module int_mac_core #(
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1
) (
  input  logic [WeightBits-1:0]     weight_i,      // two's complement
  // two's complement if ActivationSigned, else unsigned
  input  logic [ActivationBits-1:0] activation_i,
  input  logic [AccBits-1:0]        acc_i,         // two's complement, accumulator units
  output logic [AccBits-1:0]        acc_o          // two's complement, accumulator units
);

  localparam int ProductBits = WeightBits + ActivationBits;

  logic [ProductBits-1:0] product;

  int_mul #(
    .WeightBits(WeightBits),
    .ActivationBits(ActivationBits),
    .ActivationSigned(ActivationSigned)
  ) u_mul (
    .weight_i(weight_i),
    .activation_i(activation_i),
    .product_o(product)
  );

  acc_add #(
    .AccBits(AccBits),
    .AddendBits(ProductBits),
    .Saturate(Saturate)
  ) u_add (
    .acc_i(acc_i),
    .addend_i(product),
    .carry_i(1'b0),
    .acc_o(acc_o)
  );

endmodule
