// Sends a counter through delay_line and expects it Depth cycles later. Prints PASS or fails with a
// non-zero exit status.
module delay_line_tb #(
  parameter int Width = 8,
  parameter int Depth = 3
);

  logic clk = 1'b0;
  logic rst_n = 1'b0;
  logic [Width-1:0] data = '0;
  logic [Width-1:0] delayed;
  logic [Width-1:0] late;
  int errors = 0;

  delay_line #(
    .Width(Width),
    .Depth(Depth)
  ) u_dut (
    .clk_i(clk),
    .rst_ni(rst_n),
    .data_i(data),
    .data_o(delayed)
  );

  initial begin
    forever begin
      #5 clk = 1'b1;
      #5 clk = 1'b0;
    end
  end

  initial begin
    @(negedge clk);
    rst_n = 1'b1;
    for (int t = 1; t <= 100; t++) begin
      data = t[Width-1:0];
      // Before the next rising edge the output shows the word of Depth edges ago; the reset value
      // before that.
      #1;
      late = (t > Depth) ? Width'(t - Depth) : '0;
      if (delayed !== late) begin
        errors++;
        if (errors <= 10) begin
          $display("delay_line_tb: cycle %0d: expected %h, got %h",
                   t, late, delayed);
        end
      end
      @(negedge clk);
    end
    if (errors != 0) $fatal(1, "delay_line_tb: FAIL, %0d errors", errors);
    $display("delay_line_tb: PASS, 100 cycles");
    $finish;
  end

endmodule
