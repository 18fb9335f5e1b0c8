// Integer multiply-accumulate with its accumulator register: one product per enabled cycle.
module int_mac #(
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      load_i,        // takes load_value_i; wins over valid_i
  input  logic [AccBits-1:0]        load_value_i,  // two's complement
  input  logic                      valid_i,       // accumulates one product
  input  logic [WeightBits-1:0]     weight_i,      // two's complement
  // two's complement if ActivationSigned, else unsigned
  input  logic [ActivationBits-1:0] activation_i,
  output logic [AccBits-1:0]        acc_o          // accumulator, two's complement
);

  logic [AccBits-1:0] acc_q;
  logic [AccBits-1:0] acc_d;

  int_mac_core #(
    .WeightBits(WeightBits),
    .ActivationBits(ActivationBits),
    .ActivationSigned(ActivationSigned),
    .AccBits(AccBits),
    .Saturate(Saturate)
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
