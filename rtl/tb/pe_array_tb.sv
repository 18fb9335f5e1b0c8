// Replays golden vectors on pe_array. Each line of +vectors=<file> holds seven hexadecimal fields:
//   0 weights 0 0 0 0 0                                        loads one row of weights
//   1 0 activations acc_before config acc_after codes          one vector through the array
// Vectors enter in every cycle; before weights are loaded the array drains. Prints PASS or fails with a non-zero exit status.
module pe_array_tb #(
  parameter int Rows = 4,
  parameter int Columns = 4,
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
  parameter int EncoderKind = 1,
  parameter int BiasBits = 24,
  parameter int OutputBits = 8,
  parameter bit OutputSigned = 1'b0,
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

  // More vectors than the array ever has in flight.
  localparam int Depth = 2*Rows + 4;

  logic clk = 1'b0;
  logic rst_n = 1'b0;
  logic weight_load = 1'b0;
  logic [Columns*WeightBits-1:0] weights = '0;
  logic valid = 1'b0;
  logic [Rows*ActivationBits-1:0] activations = '0;
  logic [Columns*AccBits-1:0] acc_before = '0;
  logic [Columns*ConfigBits-1:0] config_now = '0;
  logic acc_valid;
  logic [Columns*AccBits-1:0] acc;
  logic codes_valid;
  logic [Columns*OutputBits-1:0] codes;

  pe_array #(
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
    .weight_load_i(weight_load),
    .weights_i(weights),
    .valid_i(valid),
    .activations_i(activations),
    .acc_i(acc_before),
    .config_i(config_now),
    .acc_valid_o(acc_valid),
    .acc_o(acc),
    .codes_valid_o(codes_valid),
    .codes_o(codes)
  );

  initial begin
    forever begin
      #5 clk = 1'b1;
      #5 clk = 1'b0;
    end
  end

  // Expected results of the vectors in flight.
  logic [Columns*ConfigBits-1:0] config_ring [0:Depth-1];
  logic [Columns*AccBits-1:0]    acc_ring [0:Depth-1];
  logic [Columns*OutputBits-1:0] codes_ring [0:Depth-1];
  int sent = 0;
  int acc_seen = 0;
  int codes_seen = 0;
  int errors = 0;

  // One cycle, seen from the falling edge: outputs of the last rising edge are compared, and the channel constants of the sums that
  // are valid now are applied before the next one.
  task automatic cycle;
    @(negedge clk);
    if (acc_valid) begin
      if (acc_seen == sent || acc !== acc_ring[acc_seen % Depth]) begin
        errors++;
        if (errors <= 10) begin
          $display("pe_array_tb: vector %0d: expected sums %h, got %h", acc_seen, acc_ring[acc_seen % Depth], acc);
        end
      end
      config_now = config_ring[acc_seen % Depth];
      acc_seen++;
    end
    if (codes_valid) begin
      if (codes_seen == sent || codes !== codes_ring[codes_seen % Depth]) begin
        errors++;
        if (errors <= 10) begin
          $display("pe_array_tb: vector %0d: expected codes %h, got %h", codes_seen, codes_ring[codes_seen % Depth], codes);
        end
      end
      codes_seen++;
    end
  endtask

  string path;
  int file;
  int kind;
  int rows_loaded = 0;
  logic [Columns*WeightBits-1:0]  weights_read;
  logic [Rows*ActivationBits-1:0] activations_read;
  logic [Columns*AccBits-1:0]     acc_read;
  logic [Columns*ConfigBits-1:0]  config_read;
  logic [Columns*AccBits-1:0]     acc_after_read;
  logic [Columns*OutputBits-1:0]  codes_read;

  initial begin
    if (!$value$plusargs("vectors=%s", path)) $fatal(1, "pe_array_tb: FAIL, +vectors=<file> is missing");
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "pe_array_tb: FAIL, %s cannot be read", path);
    @(negedge clk);
    rst_n = 1'b1;
    while ($fscanf(file, "%h %h %h %h %h %h %h\n", kind, weights_read, activations_read, acc_read, config_read,
                   acc_after_read, codes_read) == 7) begin
      if (kind == 0) begin
        valid = 1'b0;
        while (codes_seen != sent) cycle();
        weight_load = 1'b1;
        weights = weights_read;
        rows_loaded++;
      end else begin
        weight_load = 1'b0;
        valid = 1'b1;
        activations = activations_read;
        acc_before = acc_read;
        config_ring[sent % Depth] = config_read;
        acc_ring[sent % Depth] = acc_after_read;
        codes_ring[sent % Depth] = codes_read;
        sent++;
      end
      cycle();
      weight_load = 1'b0;
      valid = 1'b0;
    end
    repeat (Rows + 4) cycle();
    $fclose(file);
    if (sent == 0 || rows_loaded == 0) $fatal(1, "pe_array_tb: FAIL, no vectors or no weights in %s", path);
    if (acc_seen != sent || codes_seen != sent) begin
      $fatal(1, "pe_array_tb: FAIL, %0d vectors in, %0d sums and %0d codes out", sent, acc_seen, codes_seen);
    end
    if (errors != 0) $fatal(1, "pe_array_tb: FAIL, %0d errors in %0d vectors", errors, sent);
    $display("pe_array_tb: PASS, %0d vectors", sent);
    $finish;
  end

endmodule
