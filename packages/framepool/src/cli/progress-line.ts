import type { Progress } from "@framepool/parallel";
import { Presets, SingleBar } from "cli-progress";

/** Shows how far a run is, on standard error: a bar on a terminal, else a line a second. */
export interface ProgressLine {
  update(progress: Progress): void;
  stop(): void;
}

export function progressLine(): ProgressLine {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ProgressLine {
  const format = "{bar} {percentage}% | {rows} rows | {eta_formatted} left";
  const single = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true }, Presets.rect);
  let started = false;
  return {
    update(progress) {
      const { bytes, totalBytes, rows } = progress;
      if (!started) single.start(totalBytes ?? 0, 0, { rows: 0 });
      started = true;
      // Where the total is not known it grows with what was read.
      if (totalBytes === null) single.setTotal(bytes);
      single.update(bytes, { rows: rows.toLocaleString("en") });
    },
    stop: () => { if (started) single.stop(); },
  };
}

const EVERY_MS = 1000;

function lines(): ProgressLine {
  let next = EVERY_MS;
  return {
    update({ rows, bytes, totalBytes, elapsed }) {
      if (elapsed < next) return;
      next = elapsed + EVERY_MS;
      const share = totalBytes === null || totalBytes === 0 ? "" : ` ${String(Math.floor((100 * bytes) / totalBytes))}%`;
      process.stderr.write(`framepool:${share} ${rows.toLocaleString("en")} rows in ${(elapsed / 1000).toFixed(1)} s\n`);
    },
    stop: () => undefined,
  };
}
