// Logarithmic multiply-accumulate without state: acc_o = acc_i + term(weight, activation), wrapped
// or saturated.
module lns_mac_core #(
  parameter int WeightIntegerBits = 3,
  parameter int WeightFractionBits = 2,
  parameter int ActivationIntegerBits = 3,
  parameter int ActivationFractionBits = 2,
  parameter bit ActivationSigned = 1'b0,
  parameter int TableBits = 4,
  parameter int TermBits = 20,
  parameter int AccBits = 30,
  parameter bit Saturate = 1'b1,
  localparam int WeightBits = 1 + WeightIntegerBits + WeightFractionBits,
  localparam int ActivationBits = (ActivationSigned ? 1 : 0)
                                 + ActivationIntegerBits + ActivationFractionBits,
  localparam int FractionBits = (WeightFractionBits > ActivationFractionBits)
                               ? WeightFractionBits : ActivationFractionBits,
  localparam int StoredBits = (TableBits == 0) ? 1 : (2**FractionBits)*TableBits,
  parameter logic [StoredBits-1:0] Table = '0  // see exp_lut
) (
  input  logic [WeightBits-1:0]     weight_i,      // {sign, magnitude code}
  input  logic [ActivationBits-1:0] activation_i,  // {sign if ActivationSigned, magnitude code}
  input  logic [AccBits-1:0]        acc_i,         // two's complement, accumulator units
  output logic [AccBits-1:0]        acc_o          // two's complement, accumulator units
);

  logic                negative;
  logic [TermBits-1:0] magnitude;

  lns_term #(
    .WeightIntegerBits(WeightIntegerBits),
    .WeightFractionBits(WeightFractionBits),
    .ActivationIntegerBits(ActivationIntegerBits),
    .ActivationFractionBits(ActivationFractionBits),
    .ActivationSigned(ActivationSigned),
    .TableBits(TableBits),
    .TermBits(TermBits),
    .Table(Table)
  ) u_term (
    .weight_i(weight_i),
    .activation_i(activation_i),
    .negative_o(negative),
    .magnitude_o(magnitude)
  );

  acc_add #(
    .AccBits(AccBits),
    .AddendBits(TermBits + 1),
    .Saturate(Saturate)
  ) u_add (
    .acc_i(acc_i),
    .addend_i({negative, magnitude ^ {TermBits{negative}}}),
    .carry_i(negative),
    .acc_o(acc_o)
  );

endmodule
