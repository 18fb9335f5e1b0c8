// Weight-stationary processing element: a weight register, a multiply-accumulate core and the
// partial-sum register below it.
//
// Lns selects the core; the parameters of the other one are ignored.
module pe #(
  parameter bit Lns = 1'b0,
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1,
  parameter int WeightIntegerBits = 3,      // Lns only, as the parameters below
  parameter int ActivationIntegerBits = 3,
  parameter int TableBits = 4,
  parameter int TermBits = 20,
  // width of Table: 2^fraction bits * TableBits, 1 without a table
  parameter int StoredBits = 1,
  parameter logic [StoredBits-1:0] Table = '0
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      weight_load_i,  // takes weight_i
  input  logic [WeightBits-1:0]     weight_i,       // code from the element above
  output logic [WeightBits-1:0]     weight_o,       // stored code, to the element below
  // activation_i and acc_i hold a product to be added
  input  logic                      valid_i,
  input  logic [ActivationBits-1:0] activation_i,   // code, shared by the row
  input  logic [AccBits-1:0]        acc_i,          // partial sum from above, two's complement
  output logic [AccBits-1:0]        acc_o           // partial sum one cycle later, two's complement
);

  logic [WeightBits-1:0] weight_q;
  logic [AccBits-1:0]    acc_q;
  logic [AccBits-1:0]    acc_d;

  if (Lns) begin : gen_lns
    localparam int SignBits = ActivationSigned ? 1 : 0;

    lns_mac_core #(
      .WeightIntegerBits(WeightIntegerBits),
      .WeightFractionBits(WeightBits - 1 - WeightIntegerBits),
      .ActivationIntegerBits(ActivationIntegerBits),
      .ActivationFractionBits(ActivationBits - SignBits - ActivationIntegerBits),
      .ActivationSigned(ActivationSigned),
      .TableBits(TableBits),
      .TermBits(TermBits),
      .AccBits(AccBits),
      .Saturate(Saturate),
      .Table(Table)
    ) u_core (
      .weight_i(weight_q),
      .activation_i(activation_i),
      .acc_i(acc_i),
      .acc_o(acc_d)
    );
  end else begin : gen_int
    int_mac_core #(
      .WeightBits(WeightBits),
      .ActivationBits(ActivationBits),
      .ActivationSigned(ActivationSigned),
      .AccBits(AccBits),
      .Saturate(Saturate)
    ) u_core (
      .weight_i(weight_q),
      .activation_i(activation_i),
      .acc_i(acc_i),
      .acc_o(acc_d)
    );
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      weight_q <= '0;
      acc_q <= '0;
    end else begin
      if (weight_load_i) weight_q <= weight_i;
      if (valid_i) acc_q <= acc_d;
    end
  end

  assign weight_o = weight_q;
  assign acc_o = acc_q;

endmodule
