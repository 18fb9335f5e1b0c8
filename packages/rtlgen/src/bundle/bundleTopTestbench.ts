import { ARRAY_OUTPUTS, ARRAY_TEMPLATES } from '../templates/arrayTemplates.js';
import type { ArrayPort } from '../vectors/ArrayTrace.js';
import { constantName } from './bundlePackage.js';
import { type BundleSource, bundleName } from './BundleSource.js';
import { CHANNEL_TILE_PORT, portRange } from './bundleTop.js';

/** Self-checking bench of the top module: replays `vectors/top.hex` cycle by cycle. */
export function bundleTopTestbench(source: BundleSource): string {
  const pkg = bundleName(source, 'pkg');
  const top = bundleName(source, 'top');
  const bench = bundleName(source, 'top_tb');
  const inputs: readonly ArrayPort[] = [
    ...ARRAY_TEMPLATES[source.point.accelerator.dataflow].inputs,
    CHANNEL_TILE_PORT,
  ];
  const range = (port: ArrayPort): string => portRange(port, (parameter) => `${pkg}::${constantName(parameter)}`);
  const driven = inputs.map((port) => `  logic ${range(port)}${port.name} = '0;\n  logic ${range(port)}${port.name}_read;`);
  const seen = ARRAY_OUTPUTS.map((port) => `  logic ${range(port)}${port.name};\n  logic ${range(port)}expected_${port.name} = '0;`);
  const fields = [...inputs.map((port) => `${port.name}_read`), ...ARRAY_OUTPUTS.map((port) => `expected_${port.name}`)];
  const connections = [...inputs, ...ARRAY_OUTPUTS].map((port) => `    .${port.name}(${port.name})`);
  return `// Replays golden vectors on ${top}, cycle by cycle: inputs, channel tile, and what the outputs show just before the rising
// edge that ends the cycle. Data without its valid bit is not compared. Prints PASS or fails with a non-zero exit status.
module ${bench};

  logic clk = 1'b0;
  logic rst_n = 1'b0;
${driven.join('\n')}
${seen.join('\n')}
  string path;
  int file;
  int cycles = 0;
  int results = 0;
  int errors = 0;

  ${top} u_dut (
    .clk_i(clk),
    .rst_ni(rst_n),
${connections.join(',\n')}
  );

  initial begin
    if (!$value$plusargs("vectors=%s", path)) path = "vectors/top.hex";
    file = $fopen(path, "r");
    if (file == 0) $fatal(1, "${bench}: FAIL, %s cannot be read", path);
    // One rising edge in reset, for the registers that have not seen its falling edge.
    #5 clk = 1'b1;
    #5 clk = 1'b0;
    rst_n = 1'b1;
    // Fields are read into variables of their own: Verilator 5.006 does not see $fscanf drive an input of the device.
    while ($fscanf(file, "${fields.map(() => '%h').join(' ')}\\n",
                   ${fields.join(',\n                   ')}) == ${fields.length}) begin
${inputs.map((port) => `      ${port.name} = ${port.name}_read;`).join('\n')}
      #5;
      if (acc_valid_o !== expected_acc_valid_o || (expected_acc_valid_o && acc_o !== expected_acc_o)) begin
        errors++;
        if (errors <= 10) $display("${bench}: cycle %0d: expected sums %h, got %b %h", cycles, expected_acc_o, acc_valid_o, acc_o);
      end
      if (codes_valid_o !== expected_codes_valid_o || (expected_codes_valid_o && codes_o !== expected_codes_o)) begin
        errors++;
        if (errors <= 10) $display("${bench}: cycle %0d: expected codes %h, got %b %h", cycles, expected_codes_o, codes_valid_o, codes_o);
      end
      if (expected_codes_valid_o) results++;
      cycles++;
      clk = 1'b1;
      #5 clk = 1'b0;
    end
    $fclose(file);
    if (results == 0) $fatal(1, "${bench}: FAIL, no results in %s", path);
    if (errors != 0) $fatal(1, "${bench}: FAIL, %0d errors in %0d cycles", errors, cycles);
    $display("${bench}: PASS, %0d results in %0d cycles", results, cycles);
    $finish;
  end

endmodule
`;
}
