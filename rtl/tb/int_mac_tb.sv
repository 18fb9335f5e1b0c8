// Replays golden vectors on int_mac: each line of +vectors=<file> holds, in hexadecimal, the weight
// code, the activation code, the accumulator before and the accumulator after one product. Prints
// PASS or fails with a non-zero exit status.
module int_mac_tb #(
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1
);

  logic clk = 1'b0;
  logic rst_n = 1'b0;
  logic load = 1'b0;
  logic valid = 1'b0;
  logic [WeightBits-1:0] weight = '0;
  logic [WeightBits-1:0] weight_read;
  logic [ActivationBits-1:0] activation = '0;
  logic [ActivationBits-1:0] activation_read;
  logic [AccBits-1:0] acc_before = '0;
  logic [AccBits-1:0] acc_before_read;
  logic [AccBits-1:0] acc_after = '0;
  logic [AccBits-1:0] acc;
  string path;
  int file;
  int vectors = 0;
  int errors = 0;

  int_mac #(
    .WeightBits(WeightBits),
    .ActivationBits(ActivationBits),
    .ActivationSigned(ActivationSigned),
    .AccBits(AccBits),
    .Saturate(Saturate)
  ) u_dut (
    .clk_i(clk),
    .rst_ni(rst_n),
    .load_i(load),
    .load_value_i(acc_before),
    .valid_i(valid),
    .weight_i(weight),
    .activation_i(activation),
    .acc_o(acc)
  );

  initial begin
    forever begin
      #5 clk = 1'b1;
      #5 clk = 1'b0;
    end
  end

  initial begin
    if (!$value$plusargs("vectors=%s", path)) begin
      $fatal(1, "int_mac_tb: FAIL, +vectors=<file> is missing");
    end
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "int_mac_tb: FAIL, %s cannot be read", path);
    @(negedge clk);
    if (acc !== '0) $fatal(1, "int_mac_tb: FAIL, the accumulator is not zero in reset");
    rst_n = 1'b1;
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an
    // input of the device.
    while ($fscanf(file, "%h %h %h %h\n",
                    weight_read, activation_read, acc_before_read, acc_after) == 4) begin
      weight = weight_read;
      activation = activation_read;
      acc_before = acc_before_read;
      load = 1'b1;
      @(negedge clk);
      load = 1'b0;
      valid = 1'b1;
      @(negedge clk);
      valid = 1'b0;
      vectors++;
      if (acc !== acc_after) begin
        errors++;
        if (errors <= 10) begin
          $display("int_mac_tb: weight %h activation %h acc %h: expected %h, got %h",
                   weight, activation, acc_before, acc_after, acc);
        end
      end
    end
    // Neither load_i nor valid_i: the accumulator keeps its value.
    @(negedge clk);
    if (vectors > 0 && errors == 0 && acc !== acc_after) errors++;
    $fclose(file);
    if (vectors == 0) $fatal(1, "int_mac_tb: FAIL, no vectors in %s", path);
    if (errors != 0) $fatal(1, "int_mac_tb: FAIL, %0d of %0d vectors", errors, vectors);
    $display("int_mac_tb: PASS, %0d vectors", vectors);
    $finish;
  end

endmodule
