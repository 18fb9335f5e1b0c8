// Compares acc_add with 32-bit arithmetic for every pair of operands and both carries. Prints PASS
// or fails with a non-zero exit status.
module acc_add_tb #(
  parameter int AccBits = 6,
  parameter int AddendBits = 4,
  parameter bit Saturate = 1'b1
);

  localparam int Top = 2**(AccBits - 1) - 1;

  logic [AccBits-1:0] acc_before = '0;
  logic [AddendBits-1:0] addend = '0;
  logic carry = 1'b0;
  logic [AccBits-1:0] acc_after;
  int sum;
  int errors = 0;

  acc_add #(
    .AccBits(AccBits),
    .AddendBits(AddendBits),
    .Saturate(Saturate)
  ) u_dut (
    .acc_i(acc_before),
    .addend_i(addend),
    .carry_i(carry),
    .acc_o(acc_after)
  );

  initial begin
    for (int i = 0; i < 2**(AccBits + AddendBits + 1); i++) begin
      {acc_before, addend, carry} = i[AccBits+AddendBits:0];
      sum = 32'($signed(acc_before)) + 32'($signed(addend)) + (carry ? 1 : 0);
      if (Saturate) begin
        if (sum > Top) sum = Top;
        if (sum < -Top - 1) sum = -Top - 1;
      end
      #1;
      if (acc_after !== sum[AccBits-1:0]) begin
        errors++;
        if (errors <= 10) begin
          $display("acc_add_tb: %h + %h + %b: got %h",
                   acc_before, addend, carry, acc_after);
        end
      end
    end
    if (errors != 0) $fatal(1, "acc_add_tb: FAIL, %0d errors", errors);
    $display("acc_add_tb: PASS, %0d vectors", 2**(AccBits + AddendBits + 1));
    $finish;
  end

endmodule
