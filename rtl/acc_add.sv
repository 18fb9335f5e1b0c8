// One accumulation step: acc + addend + carry, wrapped or saturated to the width of the
// accumulator.
//
// The carry input lets a sign-magnitude term be subtracted: addend = ~magnitude, carry = 1.
module acc_add #(
  parameter int AccBits = 24,
  parameter int AddendBits = 16,
  parameter bit Saturate = 1'b1
) (
  input  logic [AccBits-1:0]    acc_i,     // two's complement
  input  logic [AddendBits-1:0] addend_i,  // two's complement
  input  logic                  carry_i,   // adds one
  output logic [AccBits-1:0]    acc_o      // two's complement
);

  localparam int WideBits = (AccBits > AddendBits) ? AccBits : AddendBits;

  initial assert (AccBits >= 2);
  initial assert (AddendBits >= 1);

  // One bit more than the wider operand holds every sum, the carry included.
  logic [WideBits:0] acc;
  logic [WideBits:0] addend;
  logic [WideBits:0] sum;

  assign acc = {{(WideBits + 1 - AccBits){acc_i[AccBits-1]}}, acc_i};
  assign addend = {{(WideBits + 1 - AddendBits){addend_i[AddendBits-1]}}, addend_i};
  assign sum = acc + addend + {{WideBits{1'b0}}, carry_i};

  if (Saturate) begin : gen_saturate
    logic negative;
    logic overflow;

    assign negative = sum[WideBits];
    assign overflow = (sum[WideBits:AccBits-1] != {(WideBits - AccBits + 2){negative}});
    assign acc_o = overflow ? {negative, {(AccBits - 1){~negative}}} : sum[AccBits-1:0];
  end else begin : gen_wrap
    logic unused_carry;

    assign unused_carry = ^sum[WideBits:AccBits];
    assign acc_o = sum[AccBits-1:0];
  end

endmodule
