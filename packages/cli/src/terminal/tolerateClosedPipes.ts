/**
 * A reader that stops early (`bitscape … | head`) is no error: what is left of the output is dropped and the work goes on.
 * Output that cannot be written for another reason, as on a full disk, ends the process with the status of `not-writable`.
 */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout) process.stderr.write(`bitscape: standard output cannot be written: ${error.message}\n`);
      process.exit(5);
    });
  }
}
