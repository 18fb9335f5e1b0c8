// Product of two logarithmic codes as a linear sign-magnitude term: code add, exponent table,
// shift, zero gate.
//
// A code is {sign, integer, fraction}; its magnitude part 0 means exactly zero. Operands with
// different numbers of fraction bits are aligned to the larger one. The largest product stands at
// the top of the term; what falls off the end is dropped.
module lns_term #(
  parameter int WeightIntegerBits = 3,
  parameter int WeightFractionBits = 2,
  parameter int ActivationIntegerBits = 3,
  parameter int ActivationFractionBits = 2,
  parameter bit ActivationSigned = 1'b0,
  // fraction bits of one table entry, leading one implicit; 0 without a table
  parameter int TableBits = 4,
  parameter int TermBits = 20,  // bits kept of the linear magnitude
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
  output logic                      negative_o,    // sign of the term
  output logic [TermBits-1:0]       magnitude_o    // unsigned linear magnitude
);

  localparam int WeightMagnitudeBits = WeightIntegerBits + WeightFractionBits;
  localparam int ActivationMagnitudeBits = ActivationIntegerBits + ActivationFractionBits;
  localparam int IntegerBits = (WeightIntegerBits > ActivationIntegerBits)
    ? WeightIntegerBits : ActivationIntegerBits;
  localparam int SumBits = IntegerBits + FractionBits + 1;
  localparam int WeightAlign = FractionBits - WeightFractionBits;
  localparam int ActivationAlign = FractionBits - ActivationFractionBits;
  // Largest sum of two codes, and the integer part of it: the shift that keeps a product at the
  // top.
  localparam int MaxSum = ((2**WeightMagnitudeBits - 1) << WeightAlign)
                        + ((2**ActivationMagnitudeBits - 1) << ActivationAlign);
  localparam int MaxShift = MaxSum >> FractionBits;

  initial assert (WeightIntegerBits >= 0 && WeightFractionBits >= 0 && WeightMagnitudeBits >= 1);
  initial assert (ActivationIntegerBits >= 0 && ActivationFractionBits >= 0
      && ActivationMagnitudeBits >= 1);
  initial assert (SumBits <= 24);
  initial assert (TableBits >= 0);
  initial assert (TermBits >= 1);

  logic [WeightMagnitudeBits-1:0]     weight_code;
  logic [ActivationMagnitudeBits-1:0] activation_code;
  logic [SumBits-1:0]                 sum;
  logic [SumBits-FractionBits-1:0]    shift;
  logic                               nonzero;

  assign weight_code = weight_i[WeightMagnitudeBits-1:0];
  assign activation_code = activation_i[ActivationMagnitudeBits-1:0];
  assign sum = ({{(SumBits - WeightMagnitudeBits){1'b0}}, weight_code} << WeightAlign)
             + ({{(SumBits - ActivationMagnitudeBits){1'b0}}, activation_code} << ActivationAlign);
  assign shift = MaxShift[SumBits-FractionBits-1:0] - sum[SumBits-1:FractionBits];
  assign nonzero = (|weight_code) & (|activation_code);

  if (ActivationSigned) begin : gen_signed
    assign negative_o = weight_i[WeightBits-1] ^ activation_i[ActivationBits-1];
  end else begin : gen_unsigned
    assign negative_o = weight_i[WeightBits-1];
  end

  logic [TableBits:0] significand;

  if (TableBits == 0) begin : gen_no_table
    logic unused_table;

    assign unused_table = ^{Table, sum};
    assign significand = 1'b1;
  end else if (FractionBits == 0) begin : gen_no_fraction
    assign significand = {1'b1, Table};
  end else begin : gen_table
    logic [TableBits-1:0] mantissa;

    exp_lut #(
      .FractionBits(FractionBits),
      .TableBits(TableBits),
      .Table(Table)
    ) u_lut (
      .index_i(sum[FractionBits-1:0]),
      .mantissa_o(mantissa)
    );
    assign significand = {1'b1, mantissa};
  end

  // Cutting the significand to TermBits before the shift drops the same bits as cutting after it.
  logic [TermBits-1:0] top;

  if (TermBits > TableBits + 1) begin : gen_pad
    assign top = {significand, {(TermBits - TableBits - 1){1'b0}}};
  end else if (TermBits == TableBits + 1) begin : gen_exact
    assign top = significand;
  end else begin : gen_cut
    logic unused_significand;

    assign unused_significand = ^significand[TableBits-TermBits:0];
    assign top = significand[TableBits -: TermBits];
  end

  assign magnitude_o = nonzero ? (top >> shift) : '0;

endmodule
