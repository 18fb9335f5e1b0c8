// Replays golden vectors on requantizer: each line of +vectors=<file> holds, in hexadecimal, the
// accumulator, the bias, the multiplier, the shift and the code. Prints PASS or fails with a
// non-zero exit status.
module requantizer_tb #(
  parameter int AccBits = 24,
  parameter int BiasBits = 24,
  parameter int MultiplierBits = 16,
  parameter int ShiftBits = 6,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,
  parameter int Greatest = 255
);

  logic [AccBits-1:0] acc = '0;
  logic [AccBits-1:0] acc_read;
  logic [BiasBits-1:0] bias = '0;
  logic [BiasBits-1:0] bias_read;
  logic [MultiplierBits-1:0] multiplier = '0;
  logic [MultiplierBits-1:0] multiplier_read;
  logic [ShiftBits-1:0] shift = '0;
  logic [ShiftBits-1:0] shift_read;
  logic [OutputBits-1:0] expected = '0;
  logic [OutputBits-1:0] actual;
  string path;
  int file;
  int vectors = 0;
  int errors = 0;

  requantizer #(
    .AccBits(AccBits),
    .BiasBits(BiasBits),
    .MultiplierBits(MultiplierBits),
    .ShiftBits(ShiftBits),
    .OutputBits(OutputBits),
    .OutputSigned(OutputSigned),
    .Least(Least),
    .Greatest(Greatest)
  ) u_dut (
    .acc_i(acc),
    .bias_i(bias),
    .multiplier_i(multiplier),
    .shift_i(shift),
    .code_o(actual)
  );

  initial begin
    if (!$value$plusargs("vectors=%s", path)) begin
      $fatal(1, "requantizer_tb: FAIL, +vectors=<file> is missing");
    end
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "requantizer_tb: FAIL, %s cannot be read", path);
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an
    // input of the device.
    while ($fscanf(file, "%h %h %h %h %h\n",
                    acc_read, bias_read, multiplier_read, shift_read, expected) == 5) begin
      acc = acc_read;
      bias = bias_read;
      multiplier = multiplier_read;
      shift = shift_read;
      #1;
      vectors++;
      if (actual !== expected) begin
        errors++;
        if (errors <= 10) begin
          $display("requantizer_tb: acc %h bias %h multiplier %h shift %h: expected %h, got %h",
                   acc, bias, multiplier, shift, expected, actual);
        end
      end
    end
    $fclose(file);
    if (vectors == 0) $fatal(1, "requantizer_tb: FAIL, no vectors in %s", path);
    if (errors != 0) $fatal(1, "requantizer_tb: FAIL, %0d of %0d vectors", errors, vectors);
    $display("requantizer_tb: PASS, %0d vectors", vectors);
    $finish;
  end

endmodule
