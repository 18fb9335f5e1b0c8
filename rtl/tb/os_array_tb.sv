// Replays a golden trace on os_array, cycle by cycle. Each line of +vectors=<file> holds, in
// hexadecimal: valid, weights, activations, drain, the channel constants, and what the outputs show
// just before the rising edge that ends the cycle: acc_valid, acc, codes_valid, codes. Data without
// its valid bit is not compared. Prints PASS or fails with a non-zero exit status.
module os_array_tb #(
  parameter int Rows = 4,
  parameter int Columns = 4,
  // Multiply-accumulate, see pe.
  parameter bit Lns = 1'b0,
  parameter int WeightBits = 8,
  parameter int ActivationBits = 8,
  parameter bit ActivationSigned = 1'b0,
  parameter int AccBits = 24,
  parameter bit Saturate = 1'b1,
  parameter int WeightIntegerBits = 3,
  parameter int ActivationIntegerBits = 3,
  parameter int TableBits = 4,
  parameter int TermBits = 20,
  parameter int StoredBits = 1,
  parameter logic [StoredBits-1:0] Table = '0,
  // Output encoder, see column_encoder.
  parameter int EncoderKind = 1,
  parameter int BiasBits = 24,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
  parameter int Least = 0,
  parameter int Greatest = 255,
  parameter int MultiplierBits = 16,
  parameter int ShiftBits = 6,
  parameter int OutputIntegerBits = 3,
  parameter int AddressBits = 4,
  parameter int GuardBits = 4,
  parameter int OffsetBits = 12,
  parameter int ZeroThreshold = 0,
  parameter int LogTableBits = 1,
  parameter logic [LogTableBits-1:0] LogTable = '0,
  parameter int ConfigBits = 46
);

  logic clk = 1'b0;
  logic rst_n = 1'b0;
  logic valid = 1'b0;
  logic valid_read;
  logic [Columns*WeightBits-1:0] weights = '0;
  logic [Columns*WeightBits-1:0] weights_read;
  logic [Rows*ActivationBits-1:0] activations = '0;
  logic [Rows*ActivationBits-1:0] activations_read;
  logic drain = 1'b0;
  logic drain_read;
  logic [Columns*ConfigBits-1:0] constants = '0;
  logic [Columns*ConfigBits-1:0] constants_read;
  logic acc_valid;
  logic [Columns*AccBits-1:0] acc;
  logic codes_valid;
  logic [Columns*OutputBits-1:0] codes;
  logic expected_acc_valid = 1'b0;
  logic [Columns*AccBits-1:0] expected_acc = '0;
  logic expected_codes_valid = 1'b0;
  logic [Columns*OutputBits-1:0] expected_codes = '0;
  string path;
  int file;
  int cycles = 0;
  int results = 0;
  int errors = 0;

  os_array #(
    .Rows(Rows),
    .Columns(Columns),
    .Lns(Lns),
    .WeightBits(WeightBits),
    .ActivationBits(ActivationBits),
    .ActivationSigned(ActivationSigned),
    .AccBits(AccBits),
    .Saturate(Saturate),
    .WeightIntegerBits(WeightIntegerBits),
    .ActivationIntegerBits(ActivationIntegerBits),
    .TableBits(TableBits),
    .TermBits(TermBits),
    .StoredBits(StoredBits),
    .Table(Table),
    .EncoderKind(EncoderKind),
    .BiasBits(BiasBits),
    .OutputBits(OutputBits),
    .OutputSigned(OutputSigned),
    .Least(Least),
    .Greatest(Greatest),
    .MultiplierBits(MultiplierBits),
    .ShiftBits(ShiftBits),
    .OutputIntegerBits(OutputIntegerBits),
    .AddressBits(AddressBits),
    .GuardBits(GuardBits),
    .OffsetBits(OffsetBits),
    .ZeroThreshold(ZeroThreshold),
    .LogTableBits(LogTableBits),
    .LogTable(LogTable),
    .ConfigBits(ConfigBits)
  ) u_dut (
    .clk_i(clk),
    .rst_ni(rst_n),
    .valid_i(valid),
    .weights_i(weights),
    .activations_i(activations),
    .drain_i(drain),
    .config_i(constants),
    .acc_valid_o(acc_valid),
    .acc_o(acc),
    .codes_valid_o(codes_valid),
    .codes_o(codes)
  );

  initial begin
    if (!$value$plusargs("vectors=%s", path)) begin
      $fatal(1, "os_array_tb: FAIL, +vectors=<file> is missing");
    end
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "os_array_tb: FAIL, %s cannot be read", path);
    // One rising edge in reset, for the registers that have not seen its falling edge.
    #5 clk = 1'b1;
    #5 clk = 1'b0;
    rst_n = 1'b1;
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an
    // input of the device.
    while ($fscanf(file, "%h %h %h %h %h %h %h %h %h\n", valid_read, weights_read, activations_read,
                   drain_read, constants_read, expected_acc_valid, expected_acc,
                   expected_codes_valid,
                   expected_codes) == 9) begin
      valid = valid_read;
      weights = weights_read;
      activations = activations_read;
      drain = drain_read;
      constants = constants_read;
      #5;
      if (acc_valid !== expected_acc_valid || (expected_acc_valid && acc !== expected_acc)) begin
        errors++;
        if (errors <= 10) begin
          $display("os_array_tb: cycle %0d: expected sums %h, got %b %h",
                   cycles, expected_acc, acc_valid, acc);
        end
      end
      if (codes_valid !== expected_codes_valid || (expected_codes_valid
          && codes !== expected_codes)) begin
        errors++;
        if (errors <= 10) begin
          $display("os_array_tb: cycle %0d: expected codes %h, got %b %h",
                   cycles, expected_codes, codes_valid, codes);
        end
      end
      if (expected_codes_valid) results++;
      cycles++;
      clk = 1'b1;
      #5 clk = 1'b0;
    end
    $fclose(file);
    if (results == 0) $fatal(1, "os_array_tb: FAIL, no results in %s", path);
    if (errors != 0) $fatal(1, "os_array_tb: FAIL, %0d errors in %0d cycles", errors, cycles);
    $display("os_array_tb: PASS, %0d results in %0d cycles", results, cycles);
    $finish;
  end

endmodule
