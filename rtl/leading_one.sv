// Position of the leading one and the word shifted so that this one stands at the top; both
// meaningless for the word 0.
//
// One stage for each bit of the count of leading zeros: where the upper 2^k bits are zero, shift
// them out.
module leading_one #(
  parameter int Width = 24,
  localparam int PositionBits = $clog2(Width)
) (
  input  logic [Width-1:0]        value_i,     // unsigned
  output logic [PositionBits-1:0] position_o,  // floor(log2(value_i))
  output logic [Width-1:0]        normal_o     // value_i << (Width - 1 - position_o)
);

  localparam int Top = Width - 1;

  initial assert (Width >= 2);

  logic [Width-1:0]        word;
  logic [PositionBits-1:0] zeros;

  always_comb begin
    word = value_i;
    zeros = '0;
    for (int k = PositionBits - 1; k >= 0; k--) begin
      if ((word >> (Width - 2**k)) == '0) begin
        zeros[k] = 1'b1;
        word = word << (2**k);
      end
    end
  end

  assign normal_o = word;
  assign position_o = Top[PositionBits-1:0] - zeros;

endmodule
