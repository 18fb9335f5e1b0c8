// Accumulator to logarithmic code, once for each output: bias add, activation function, linear to
// logarithm, scales.
//
// The magnitude's leading one gives the integer part of the logarithm, the AddressBits behind it
// address a table of the fraction part: entry i, at Table[i*(GuardBits+1) +: GuardBits+1], holds
// log2(1 + (i + 1/2)/2^AddressBits) in units of 2^-GuardBits and may carry into the integer part.
// One constant per channel, all scales merged, is added. Below ZeroThreshold the result is zero;
// other sums are rounded half up and clamped to the codes from 1 to the largest. A clamp of the
// signed code is the activation function.
module log_encoder #(
  parameter int AccBits = 30,
  parameter int BiasBits = 30,
  parameter int OutputIntegerBits = 3,
  parameter int OutputFractionBits = 2,
  parameter bit OutputSigned = 1'b0,  // unsigned: negative sums become zero (ReLU)
  parameter int AddressBits = 4,
  // fraction bits of table and offset, at least OutputFractionBits
  parameter int GuardBits = 4,
  parameter int OffsetBits = 12,
  parameter int ZeroThreshold = 0,    // units of 2^-GuardBits, may be negative
  // least and greatest output, as signed magnitude codes: ReLU where Least is 0
  parameter int Least = 0,
  parameter int Greatest = 31,
  parameter logic [(2**AddressBits)*(GuardBits+1)-1:0] Table = '0,
  localparam int OutputBits = (OutputSigned ? 1 : 0) + OutputIntegerBits + OutputFractionBits
) (
  input  logic [AccBits-1:0]    acc_i,     // two's complement, accumulator units
  input  logic [BiasBits-1:0]   bias_i,    // two's complement, accumulator units
  input  logic [OffsetBits-1:0] offset_i,  // two's complement, units of 2^-GuardBits
  // {sign if OutputSigned, magnitude code}; magnitude code 0 is zero
  output logic [OutputBits-1:0] code_o
);

  localparam int SumBits = ((AccBits > BiasBits) ? AccBits : BiasBits) + 1;
  localparam int PositionBits = $clog2(SumBits);
  localparam int CodeBits = OutputIntegerBits + OutputFractionBits;
  localparam int Top = 2**CodeBits - 1;
  localparam int EntryBits = GuardBits + 1;
  localparam int DropBits = GuardBits - OutputFractionBits;
  // Signed width of the logarithm plus offset plus rounding: two bits more than the widest operand.
  localparam int PositionWidth = PositionBits + GuardBits + 1;
  localparam int WidestBits = (PositionWidth > OffsetBits) ? PositionWidth : OffsetBits;
  localparam int LogBits = ((WidestBits > CodeBits + DropBits)
    ? WidestBits : CodeBits + DropBits) + 2;

  initial assert (AccBits >= 2 && BiasBits >= 1 && OffsetBits >= 1);
  initial assert (OutputFractionBits >= 0 && CodeBits >= 1);
  initial assert (AddressBits >= 1);
  initial assert (GuardBits >= OutputFractionBits);
  initial assert (Least >= (OutputSigned ? -Top : 0) && Least <= Greatest && Greatest <= Top);
  initial assert (ZeroThreshold >= -(2**(LogBits - 1)) && ZeroThreshold < 2**(LogBits - 1));

  // Bias and sign.
  logic [SumBits-1:0] sum;
  logic [SumBits-1:0] magnitude;
  logic               negative;

  assign sum = {{(SumBits - AccBits){acc_i[AccBits-1]}}, acc_i}
              + {{(SumBits - BiasBits){bias_i[BiasBits-1]}}, bias_i};
  assign negative = sum[SumBits-1];
  assign magnitude = (sum ^ {SumBits{negative}}) + {{(SumBits - 1){1'b0}}, negative};

  // Position of the leading one, and the bits behind it at the top.
  logic [PositionBits-1:0] position;
  logic [SumBits-1:0]      normal;

  leading_one #(
    .Width(SumBits)
  ) u_leading_one (
    .value_i(magnitude),
    .position_o(position),
    .normal_o(normal)
  );

  // Table address: the bits behind the leading one, cut or padded to AddressBits.
  logic [SumBits+AddressBits-2:0] padded;
  logic [AddressBits-1:0]         address;
  logic [EntryBits-1:0]           entry;
  logic                           unused_normal;

  assign padded = {normal[SumBits-2:0], {AddressBits{1'b0}}};
  assign address = padded[SumBits+AddressBits-2 -: AddressBits];
  assign entry = Table[address*EntryBits +: EntryBits];
  assign unused_normal = ^{normal[SumBits-1], padded[SumBits-2:0]};

  // Logarithm plus offset, in units of 2^-GuardBits.
  logic [LogBits-1:0] log_sum;
  logic [LogBits-1:0] rounded;

  assign log_sum = ({{(LogBits - PositionBits){1'b0}}, position} << GuardBits)
                 + {{(LogBits - EntryBits){1'b0}}, entry}
                 + {{(LogBits - OffsetBits){offset_i[OffsetBits-1]}}, offset_i};

  if (DropBits > 0) begin : gen_round
    logic [LogBits-1:0] biased;
    logic               unused_dropped;

    assign biased = log_sum + {{(LogBits - DropBits){1'b0}}, 1'b1, {(DropBits - 1){1'b0}}};
    assign rounded = {{DropBits{biased[LogBits-1]}}, biased[LogBits-1:DropBits]};
    assign unused_dropped = ^biased[DropBits-1:0];
  end else begin : gen_no_round
    assign rounded = log_sum;
  end

  // Zero, clamp.
  logic                zero;
  logic                least;
  logic                overflow;
  logic [CodeBits-1:0] code;

  assign zero = ~(|magnitude)
    | (negative & ~OutputSigned) | ($signed(log_sum) < $signed(ZeroThreshold[LogBits-1:0]));
  assign least = rounded[LogBits-1] | ~(|rounded);
  assign overflow = |rounded[LogBits-2:CodeBits];

  assign code = zero ? '0 : (least ? CodeBits'(1) : (overflow ? '1 : rounded[CodeBits-1:0]));

  // Signed magnitude code.
  logic [CodeBits:0] signed_code;
  logic [CodeBits:0] clamped;

  assign signed_code = ({1'b0, code} ^ {(CodeBits + 1){negative}}) + {{CodeBits{1'b0}}, negative};

  if (Least > (OutputSigned ? -Top : 0) || Greatest < Top) begin : gen_clamp
    logic below;
    logic above;

    assign below = $signed(signed_code) < $signed(Least[CodeBits:0]);
    assign above = $signed(signed_code) > $signed(Greatest[CodeBits:0]);
    assign clamped = below ? Least[CodeBits:0] : (above ? Greatest[CodeBits:0] : signed_code);
  end else begin : gen_no_clamp
    assign clamped = signed_code;
  end

  if (OutputSigned) begin : gen_signed
    logic             sign;
    logic [CodeBits:0] absolute;
    logic             unused_absolute;

    assign sign = clamped[CodeBits];
    assign absolute = (clamped ^ {(CodeBits + 1){sign}}) + {{CodeBits{1'b0}}, sign};
    assign unused_absolute = absolute[CodeBits];
    assign code_o = {sign, absolute[CodeBits-1:0]};
  end else begin : gen_unsigned
    logic unused_sign;

    assign unused_sign = clamped[CodeBits];
    assign code_o = clamped[CodeBits-1:0];
  end

endmodule
