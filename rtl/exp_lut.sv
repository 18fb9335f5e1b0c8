// Table of 2^(i / 2^FractionBits) without its leading one: the fraction part of a log code becomes
// a linear mantissa.
//
// The contents come as a parameter, entry i at Table[i*TableBits +: TableBits], so that one source
// serves every format.
module exp_lut #(
  parameter int FractionBits = 2,
  parameter int TableBits = 4,
  parameter logic [(2**FractionBits)*TableBits-1:0] Table = 16'hB730
) (
  input  logic [FractionBits-1:0] index_i,    // unsigned fraction of the log code
  // unsigned fraction bits behind the implicit leading one
  output logic [TableBits-1:0]    mantissa_o
);

  initial assert (FractionBits >= 1);
  initial assert (TableBits >= 1);

  assign mantissa_o = Table[index_i*TableBits +: TableBits];

endmodule
