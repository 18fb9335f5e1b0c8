// Checks leading_one for every word but 0: the one is at the stated position, and the word stands
// below it in the shifted word. Prints PASS or fails with a non-zero exit status.
module leading_one_tb #(
  parameter int Width = 11
);

  logic [Width-1:0] value = '0;
  logic [$clog2(Width)-1:0] position;
  logic [Width-1:0] normal;
  int errors = 0;

  leading_one #(
    .Width(Width)
  ) u_dut (
    .value_i(value),
    .position_o(position),
    .normal_o(normal)
  );

  initial begin
    for (int v = 1; v < 2**Width; v++) begin
      value = v[Width-1:0];
      #1;
      if (2**int'(position) > v || 2**(int'(position) + 1) <= v
          || normal !== (value << (Width - 1 - int'(position)))) begin
        errors++;
        if (errors <= 10) begin
          $display("leading_one_tb: %h: position %0d, shifted %h",
                   value, position, normal);
        end
      end
    end
    if (errors != 0) $fatal(1, "leading_one_tb: FAIL, %0d errors", errors);
    $display("leading_one_tb: PASS, %0d vectors", 2**Width - 1);
    $finish;
  end

endmodule
