// Output-stationary array: rows are output pixels, columns output channels, one accumulator and one
// product a cycle in each element.
//
// Sums: with valid_i the activation of row r meets the weight of column c in element (r, c), which
// adds their product to its own accumulator, wrapped or saturated after every product; one cycle
// for each element of the reduction.
// Results: with drain_i all accumulators move down one row and zeros enter at the top, so that Rows
// cycles empty the array through the encoders at the bottom, the lowest row first, and leave it
// cleared for the next tile. acc_o and acc_valid_o show the lowest row in the same cycle as
// drain_i, codes_o follows one cycle later. drain_i wins over valid_i.
module os_array #(
  parameter int Rows = 4,
  parameter int Columns = 4,
  // Multiply-accumulate, see pe.
  parameter bit Lns = 1'b0,
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1,
  parameter int WeightIntegerBits = 3,
  parameter int ActivationIntegerBits = 3,
  parameter int TableBits = 4,
  parameter int TermBits = 20,
  parameter int StoredBits = 1,
  parameter logic [StoredBits-1:0] Table = '0,
  // Output encoder, see column_encoder.
  parameter int EncoderKind = 1,
  parameter int BiasBits = 24,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,
  parameter int Greatest = 255,
  parameter int MultiplierBits = 16,
  parameter int ShiftBits = 6,
  parameter int OutputIntegerBits = 3,
  parameter int AddressBits = 4,
  parameter int GuardBits = 4,
  parameter int OffsetBits = 12,
  parameter int ZeroThreshold = 0,
  parameter int LogTableBits = 1,
  parameter logic [LogTableBits-1:0] LogTable = '0,
  parameter int ConfigBits = 46
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  // weights_i and activations_i hold one step of the reduction
  input  logic                           valid_i,
  input  logic [Columns*WeightBits-1:0]  weights_i,      // codes, column 0 at the bottom
  input  logic [Rows*ActivationBits-1:0] activations_i,  // codes, row 0 at the bottom
  input  logic                           drain_i,        // moves the accumulators down one row
  // channel constants, valid together with drain_i
  input  logic [Columns*ConfigBits-1:0]  config_i,
  output logic                           acc_valid_o,    // acc_o holds finished sums: drain_i
  output logic [Columns*AccBits-1:0]     acc_o,          // sums of the lowest row, two's complement
  // codes_o holds the codes of the last drained row
  output logic                           codes_valid_o,
  output logic [Columns*OutputBits-1:0]  codes_o         // activation codes
);

  initial assert (Rows >= 1);
  initial assert (Columns >= 1);

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    // What crosses the upper and the lower edge of the row in a drain, column 0 at the bottom.
    logic [Columns*AccBits-1:0] sums_above;
    logic [Columns*AccBits-1:0] sums_below;

    if (r == 0) begin : gen_edge
      assign sums_above = '0;
    end else begin : gen_inner
      assign sums_above = gen_row[r-1].sums_below;
    end

    for (genvar c = 0; c < Columns; c++) begin : gen_column
      if (Lns) begin : gen_lns
        localparam int SignBits = ActivationSigned ? 1 : 0;

        lns_mac #(
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
        ) u_mac (
          .clk_i(clk_i),
          .rst_ni(rst_ni),
          .load_i(drain_i),
          .load_value_i(sums_above[c*AccBits +: AccBits]),
          .valid_i(valid_i),
          .weight_i(weights_i[c*WeightBits +: WeightBits]),
          .activation_i(activations_i[r*ActivationBits +: ActivationBits]),
          .acc_o(sums_below[c*AccBits +: AccBits])
        );
      end else begin : gen_int
        int_mac #(
          .WeightBits(WeightBits),
          .ActivationBits(ActivationBits),
          .ActivationSigned(ActivationSigned),
          .AccBits(AccBits),
          .Saturate(Saturate)
        ) u_mac (
          .clk_i(clk_i),
          .rst_ni(rst_ni),
          .load_i(drain_i),
          .load_value_i(sums_above[c*AccBits +: AccBits]),
          .valid_i(valid_i),
          .weight_i(weights_i[c*WeightBits +: WeightBits]),
          .activation_i(activations_i[r*ActivationBits +: ActivationBits]),
          .acc_o(sums_below[c*AccBits +: AccBits])
        );
      end
    end
  end

  assign acc_valid_o = drain_i;
  assign acc_o = gen_row[Rows-1].sums_below;

  logic [Columns-1:0] codes_valid;

  for (genvar c = 0; c < Columns; c++) begin : gen_encoder
    column_encoder #(
      .Kind(EncoderKind),
      .AccBits(AccBits),
      .BiasBits(BiasBits),
      .OutputBits(OutputBits),
      .OutputSigned(OutputSigned),
      .Least(Least),
      .Greatest(Greatest),
      .MultiplierBits(MultiplierBits),
      .ShiftBits(ShiftBits),
      .OutputIntegerBits(OutputIntegerBits),
      .AddressBits(AddressBits),
      .GuardBits(GuardBits),
      .OffsetBits(OffsetBits),
      .ZeroThreshold(ZeroThreshold),
      .LogTableBits(LogTableBits),
      .LogTable(LogTable),
      .ConfigBits(ConfigBits)
    ) u_encoder (
      .clk_i(clk_i),
      .rst_ni(rst_ni),
      .valid_i(drain_i),
      .acc_i(acc_o[c*AccBits +: AccBits]),
      .config_i(config_i[c*ConfigBits +: ConfigBits]),
      .valid_o(codes_valid[c]),
      .code_o(codes_o[c*OutputBits +: OutputBits])
    );
  end

  // All columns are valid in the same cycle.
  assign codes_valid_o = &codes_valid;

endmodule
