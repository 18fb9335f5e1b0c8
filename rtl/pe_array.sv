// Weight-stationary array: rows are the reduction, columns the output channels, one encoder at the
// bottom of each column.
//
// Weights: with weight_load_i the codes of all columns enter at the top and move down one row a
// cycle, so that Rows cycles load the array, the codes of the lowest row first.
// Sums: with valid_i one vector of Rows activations and one initial sum a column enter together.
// Row r sees its activation r cycles later (the array skews it) and every column shares it; partial
// sums move down one row a cycle, one product each, wrapped or saturated after every product. A
// reduction longer than Rows feeds acc_o of one pass back into acc_i of the next: the order of
// accumulation is that of one long column.
// Latency: acc_o Rows cycles after valid_i, codes_o one cycle later. A new vector can enter every
// cycle; nothing stalls.
module pe_array #(
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
  input  logic                           weight_load_i,  // moves the weights down one row
  // codes of the top row, column 0 at the bottom
  input  logic [Columns*WeightBits-1:0]  weights_i,
  // activations_i and acc_i hold a new vector
  input  logic                           valid_i,
  input  logic [Rows*ActivationBits-1:0] activations_i,  // codes, row 0 at the bottom
  input  logic [Columns*AccBits-1:0]     acc_i,          // initial sums, two's complement
  // channel constants, valid together with acc_valid_o
  input  logic [Columns*ConfigBits-1:0]  config_i,
  output logic                           acc_valid_o,    // acc_o holds finished sums
  output logic [Columns*AccBits-1:0]     acc_o,          // sums, two's complement
  // codes_o holds the codes of the last finished sums
  output logic                           codes_valid_o,
  output logic [Columns*OutputBits-1:0]  codes_o         // activation codes
);

  initial assert (Rows >= 1);
  initial assert (Columns >= 1);

  logic [Rows:0] valid;

  assign valid[0] = valid_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    logic [ActivationBits-1:0]     activation;
    // What crosses the upper and the lower edge of the row, column 0 at the bottom.
    logic [Columns*WeightBits-1:0] weights_above;
    logic [Columns*WeightBits-1:0] weights_below;
    logic [Columns*AccBits-1:0]    sums_above;
    logic [Columns*AccBits-1:0]    sums_below;

    if (r == 0) begin : gen_edge
      assign weights_above = weights_i;
      assign sums_above = acc_i;
    end else begin : gen_inner
      assign weights_above = gen_row[r-1].weights_below;
      assign sums_above = gen_row[r-1].sums_below;
    end

    delay_line #(
      .Width(ActivationBits),
      .Depth(r)
    ) u_skew (
      .clk_i(clk_i),
      .rst_ni(rst_ni),
      .data_i(activations_i[r*ActivationBits +: ActivationBits]),
      .data_o(activation)
    );

    delay_line #(
      .Width(1),
      .Depth(1)
    ) u_valid (
      .clk_i(clk_i),
      .rst_ni(rst_ni),
      .data_i(valid[r]),
      .data_o(valid[r+1])
    );

    for (genvar c = 0; c < Columns; c++) begin : gen_column
      pe #(
        .Lns(Lns),
        .WeightBits(WeightBits),
        .ActivationBits(ActivationBits),
        .ActivationSigned(ActivationSigned),
        .AccBits(AccBits),
        .Saturate(Saturate),
        .WeightIntegerBits(WeightIntegerBits),
        .ActivationIntegerBits(ActivationIntegerBits),
        .TableBits(TableBits),
        .TermBits(TermBits),
        .StoredBits(StoredBits),
        .Table(Table)
      ) u_pe (
        .clk_i(clk_i),
        .rst_ni(rst_ni),
        .weight_load_i(weight_load_i),
        .weight_i(weights_above[c*WeightBits +: WeightBits]),
        .weight_o(weights_below[c*WeightBits +: WeightBits]),
        .valid_i(valid[r]),
        .activation_i(activation),
        .acc_i(sums_above[c*AccBits +: AccBits]),
        .acc_o(sums_below[c*AccBits +: AccBits])
      );
    end
  end

  logic unused_weights;

  assign unused_weights = ^gen_row[Rows-1].weights_below;
  assign acc_valid_o = valid[Rows];
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
      .valid_i(valid[Rows]),
      .acc_i(acc_o[c*AccBits +: AccBits]),
      .config_i(config_i[c*ConfigBits +: ConfigBits]),
      .valid_o(codes_valid[c]),
      .code_o(codes_o[c*OutputBits +: OutputBits])
    );
  end

  // All columns are valid in the same cycle.
  assign codes_valid_o = &codes_valid;

endmodule
