// Compares int_mul with 32-bit multiplication for every pair of operands. Prints PASS or fails with
// a non-zero exit status.
module int_mul_tb #(
  parameter int WeightBits = 5,
  parameter int ActivationBits = 4,
  parameter bit ActivationSigned = 1'b0
);

  logic [WeightBits-1:0] weight = '0;
  logic [ActivationBits-1:0] activation = '0;
  logic [WeightBits+ActivationBits-1:0] product;
  int weight_value;
  int activation_value;
  int errors = 0;

  int_mul #(
    .WeightBits(WeightBits),
    .ActivationBits(ActivationBits),
    .ActivationSigned(ActivationSigned)
  ) u_dut (
    .weight_i(weight),
    .activation_i(activation),
    .product_o(product)
  );

  initial begin
    for (int w = 0; w < 2**WeightBits; w++) begin
      for (int a = 0; a < 2**ActivationBits; a++) begin
        weight = w[WeightBits-1:0];
        activation = a[ActivationBits-1:0];
        weight_value = (w < 2**(WeightBits - 1)) ? w : w - 2**WeightBits;
        activation_value = (!ActivationSigned || a < 2**(ActivationBits - 1))
          ? a : a - 2**ActivationBits;
        #1;
        if (32'($signed(product)) != weight_value*activation_value) begin
          errors++;
          if (errors <= 10) begin
            $display("int_mul_tb: %0d * %0d: got %h",
                     weight_value, activation_value, product);
          end
        end
      end
    end
    if (errors != 0) $fatal(1, "int_mul_tb: FAIL, %0d errors", errors);
    $display("int_mul_tb: PASS, %0d vectors", 2**(WeightBits + ActivationBits));
    $finish;
  end

endmodule
