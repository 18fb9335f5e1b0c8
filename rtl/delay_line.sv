// Shift register of Depth stages; Depth 0 is a wire.
module delay_line #(
  parameter int Width = 8,
  parameter int Depth = 1
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic [Width-1:0] data_i,
  output logic [Width-1:0] data_o  // data_i of Depth cycles ago
);

  initial assert (Width >= 1);
  initial assert (Depth >= 0);

  if (Depth == 0) begin : gen_wire
    logic unused_clock;

    assign unused_clock = clk_i ^ rst_ni;
    assign data_o = data_i;
  end else begin : gen_stages
    logic [Depth*Width-1:0] data_q;  // newest stage at the bottom

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        data_q <= '0;
      end else begin
        data_q <= (Depth*Width)'({data_q, data_i});
      end
    end

    assign data_o = data_q[Depth*Width-1 -: Width];
  end

endmodule
