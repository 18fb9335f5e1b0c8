import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, note?: string): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** Progress bar on standard error with rate and time left; nothing when that is no terminal or `quiet`. */
export function progressBar(label: string, total: number, unit: string, quiet = false): Progress {
  if (quiet || !process.stderr.isTTY) return SILENT;
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total} ${unit} · {rate}/s · {eta_formatted} left {note}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.shades_grey,
  );
  const started = performance.now();
  bar.start(total, 0, { rate: '–', note: '' });
  return {
    update: (done, note = '') => {
      const seconds = (performance.now() - started) / 1000;
      bar.update(done, { rate: seconds > 0 ? (done / seconds).toPrecision(3) : '–', note });
    },
    stop: () => bar.stop(),
  };
}
