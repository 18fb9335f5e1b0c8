/** One way to run Yosys: files in, files out, nothing else touched. */
export interface Yosys {
  /** Part of every cache key: results of different versions are never mixed. */
  readonly version: string;
  /**
   * Runs `script` with `inputs` in its working folder and returns the text of `output`.
   *
   * @throws {BitscapeError} `internal` with the first error line of Yosys
   */
  run(script: string, inputs: Readonly<Record<string, string>>, output: string): Promise<string>;
}
