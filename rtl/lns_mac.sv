// Logarithmic multiply-accumulate with its accumulator register: one product per enabled cycle.
module lns_mac #(
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
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      load_i,        // takes load_value_i; wins over valid_i
  input  logic [AccBits-1:0]        load_value_i,  // two's complement
  input  logic                      valid_i,       // accumulates one product
  input  logic [WeightBits-1:0]     weight_i,      // {sign, magnitude code}
  input  logic [ActivationBits-1:0] activation_i,  // {sign if ActivationSigned, magnitude code}
  output logic [AccBits-1:0]        acc_o          // accumulator, two's complement
);

  logic [AccBits-1:0] acc_q;
  logic [AccBits-1:0] acc_d;

  lns_mac_core #(
    .WeightIntegerBits(WeightIntegerBits),
    .WeightFractionBits(WeightFractionBits),
    .ActivationIntegerBits(ActivationIntegerBits),
    .ActivationFractionBits(ActivationFractionBits),
    .ActivationSigned(ActivationSigned),
    .TableBits(TableBits),
    .TermBits(TermBits),
    .AccBits(AccBits),
    .Saturate(Saturate),
    .Table(Table)
  ) u_core (
    .weight_i(weight_i),
    .activation_i(activation_i),
    .acc_i(acc_q),
    .acc_o(acc_d)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      acc_q <= '0;
    end else if (load_i) begin
      acc_q <= load_value_i;
    end else if (valid_i) begin
      acc_q <= acc_d;
    end
  end

  assign acc_o = acc_q;

endmodule
