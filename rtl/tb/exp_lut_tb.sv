// Replays golden vectors on exp_lut: each line of +vectors=<file> holds, in hexadecimal, the index
// and the mantissa. Prints PASS or fails with a non-zero exit status.
module exp_lut_tb #(
  parameter int FractionBits = 2,
  parameter int TableBits = 4,
  parameter logic [(2**FractionBits)*TableBits-1:0] Table = 16'hB730
);

  logic [FractionBits-1:0] index = '0;
  logic [FractionBits-1:0] index_read;
  logic [TableBits-1:0] expected = '0;
  logic [TableBits-1:0] actual;
  string path;
  int file;
  int vectors = 0;
  int errors = 0;

  exp_lut #(
    .FractionBits(FractionBits),
    .TableBits(TableBits),
    .Table(Table)
  ) u_dut (
    .index_i(index),
    .mantissa_o(actual)
  );

  initial begin
    if (!$value$plusargs("vectors=%s", path)) begin
      $fatal(1, "exp_lut_tb: FAIL, +vectors=<file> is missing");
    end
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "exp_lut_tb: FAIL, %s cannot be read", path);
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an
    // input of the device.
    while ($fscanf(file, "%h %h\n", index_read, expected) == 2) begin
      index = index_read;
      #1;
      vectors++;
      if (actual !== expected) begin
        errors++;
        if (errors <= 10) begin
          $display("exp_lut_tb: index %h: expected %h, got %h",
                   index, expected, actual);
        end
      end
    end
    $fclose(file);
    if (vectors == 0) $fatal(1, "exp_lut_tb: FAIL, no vectors in %s", path);
    if (errors != 0) $fatal(1, "exp_lut_tb: FAIL, %0d of %0d vectors", errors, vectors);
    $display("exp_lut_tb: PASS, %0d vectors", vectors);
    $finish;
  end

endmodule
