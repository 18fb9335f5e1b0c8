// Replays golden vectors on log_encoder: each line of +vectors=<file> holds, in hexadecimal, the
// accumulator, the bias, the offset and the code. Prints PASS or fails with a non-zero exit status.
module log_encoder_tb #(
  parameter int AccBits = 30,
  parameter int BiasBits = 30,
  parameter int OutputIntegerBits = 3,
  parameter int OutputFractionBits = 2,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,
  parameter int Greatest = 31,
  parameter int AddressBits = 4,
  parameter int GuardBits = 4,
  parameter int OffsetBits = 12,
  parameter int ZeroThreshold = 0,
  parameter logic [(2**AddressBits)*(GuardBits+1)-1:0] Table = '0,
  localparam int OutputBits = (OutputSigned ? 1 : 0) + OutputIntegerBits + OutputFractionBits
);

  logic [AccBits-1:0] acc = '0;
  logic [AccBits-1:0] acc_read;
  logic [BiasBits-1:0] bias = '0;
  logic [BiasBits-1:0] bias_read;
  logic [OffsetBits-1:0] offset = '0;
  logic [OffsetBits-1:0] offset_read;
  logic [OutputBits-1:0] expected = '0;
  logic [OutputBits-1:0] actual;
  string path;
  int file;
  int vectors = 0;
  int errors = 0;

  log_encoder #(
    .AccBits(AccBits),
    .BiasBits(BiasBits),
    .OutputIntegerBits(OutputIntegerBits),
    .OutputFractionBits(OutputFractionBits),
    .OutputSigned(OutputSigned),
    .Least(Least),
    .Greatest(Greatest),
    .AddressBits(AddressBits),
    .GuardBits(GuardBits),
    .OffsetBits(OffsetBits),
    .ZeroThreshold(ZeroThreshold),
    .Table(Table)
  ) u_dut (
    .acc_i(acc),
    .bias_i(bias),
    .offset_i(offset),
    .code_o(actual)
  );

  initial begin
    if (!$value$plusargs("vectors=%s", path)) begin
      $fatal(1, "log_encoder_tb: FAIL, +vectors=<file> is missing");
    end
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "log_encoder_tb: FAIL, %s cannot be read", path);
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an
    // input of the device.
    while ($fscanf(file, "%h %h %h %h\n", acc_read, bias_read, offset_read, expected) == 4) begin
      acc = acc_read;
      bias = bias_read;
      offset = offset_read;
      #1;
      vectors++;
      if (actual !== expected) begin
        errors++;
        if (errors <= 10) begin
          $display("log_encoder_tb: acc %h bias %h offset %h: expected %h, got %h",
                   acc, bias, offset, expected, actual);
        end
      end
    end
    $fclose(file);
    if (vectors == 0) $fatal(1, "log_encoder_tb: FAIL, no vectors in %s", path);
    if (errors != 0) $fatal(1, "log_encoder_tb: FAIL, %0d of %0d vectors", errors, vectors);
    $display("log_encoder_tb: PASS, %0d vectors", vectors);
    $finish;
  end

endmodule
