// Output encoder of one array column with its output register: accumulator to activation code in
// one cycle.
//
// Kind selects the hardware: 0 none (codes are zero), 1 requantizer, 2 log_encoder; parameters of
// the others are ignored. Constants of the channel arrive as one word: {shift, multiplier, bias}
// for kind 1, {offset, bias} for kind 2.
module column_encoder #(
  parameter int Kind = 1,
  parameter int AccBits = 24,
  parameter int BiasBits = 24,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,
  parameter int Greatest = 255,
  parameter int MultiplierBits = 16,    // kind 1
  parameter int ShiftBits = 6,          // kind 1
  parameter int OutputIntegerBits = 3,  // kind 2, as the parameters below
  parameter int AddressBits = 4,
  parameter int GuardBits = 4,
  parameter int OffsetBits = 12,
  parameter int ZeroThreshold = 0,
  parameter int LogTableBits = 1,       // width of LogTable: 2^AddressBits * (GuardBits + 1)
  parameter logic [LogTableBits-1:0] LogTable = '0,
  // BiasBits + MultiplierBits + ShiftBits, BiasBits + OffsetBits, or 1 for kind 0
  parameter int ConfigBits = 46
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  logic                  valid_i,   // acc_i holds a finished sum
  input  logic [AccBits-1:0]    acc_i,     // two's complement, accumulator units
  input  logic [ConfigBits-1:0] config_i,  // constants of the channel
  output logic                  valid_o,   // code_o holds a new code
  output logic [OutputBits-1:0] code_o     // activation code, one cycle after acc_i
);

  initial assert (Kind >= 0 && Kind <= 2);

  logic [OutputBits-1:0] code;

  if (Kind == 1) begin : gen_requantizer
    initial assert (ConfigBits == BiasBits + MultiplierBits + ShiftBits);

    requantizer #(
      .AccBits(AccBits),
      .BiasBits(BiasBits),
      .MultiplierBits(MultiplierBits),
      .ShiftBits(ShiftBits),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned),
      .Least(Least),
      .Greatest(Greatest)
    ) u_encoder (
      .acc_i(acc_i),
      .bias_i(config_i[BiasBits-1:0]),
      .multiplier_i(config_i[BiasBits +: MultiplierBits]),
      .shift_i(config_i[BiasBits+MultiplierBits +: ShiftBits]),
      .code_o(code)
    );
  end else if (Kind == 2) begin : gen_log
    localparam int SignBits = OutputSigned ? 1 : 0;

    initial assert (ConfigBits == BiasBits + OffsetBits);

    log_encoder #(
      .AccBits(AccBits),
      .BiasBits(BiasBits),
      .OutputIntegerBits(OutputIntegerBits),
      .OutputFractionBits(OutputBits - SignBits - OutputIntegerBits),
      .OutputSigned(OutputSigned),
      .Least(Least),
      .Greatest(Greatest),
      .AddressBits(AddressBits),
      .GuardBits(GuardBits),
      .OffsetBits(OffsetBits),
      .ZeroThreshold(ZeroThreshold),
      .Table(LogTable)
    ) u_encoder (
      .acc_i(acc_i),
      .bias_i(config_i[BiasBits-1:0]),
      .offset_i(config_i[BiasBits +: OffsetBits]),
      .code_o(code)
    );
  end else begin : gen_none
    logic unused_inputs;

    assign unused_inputs = ^{acc_i, config_i};
    assign code = '0;
  end

  logic                  valid_q;
  logic [OutputBits-1:0] code_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      code_q <= '0;
    end else begin
      valid_q <= valid_i;
      if (valid_i) code_q <= code;
    end
  end

  assign valid_o = valid_q;
  assign code_o = code_q;

endmodule
