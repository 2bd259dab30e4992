import { atProcessEnd, late } from "@framepool/errors";
import type { Progress, ProgressOptions } from "./progress.js";

/** Shows how far a run is: a bar on a terminal, else a line a second. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** The run is over: the bar goes, so that what is written behind it stands alone. */
  stop(): void;
}

/** Where it is shown: standard error, or what a test puts in its place. */
type Output = Pick<NodeJS.WriteStream, "write"> & { readonly isTTY?: boolean };

/** Who is told how far a run is. */
export interface Watched {
  readonly tell: ((progress: Progress) => void) | undefined;
  stop(): void;
}

/** What a run tells of its progress to whoever wants it; the line, if there is one, is to be stopped by who asked. */
export async function watched({ progress, onProgress }: ProgressOptions): Promise<Watched> {
  if (progress !== true) return { tell: onProgress, stop: () => undefined };
  const line = await progressLine();
  const tell = (now: Progress): void => {
    line.update(now);
    onProgress?.(now);
  };
  return { tell, stop: () => line.stop() };
}

export async function progressLine(output: Output = process.stderr): Promise<ProgressLine> {
  return output.isTTY === true ? bar(output) : lines(output);
}

async function bar(output: Output): Promise<ProgressLine> {
  // Loaded by those who see it only.
  const { default: { Presets, SingleBar } } = await late(() => import("cli-progress"));
  const format = "{bar} {percentage}% | {pass}{rows} rows | {eta_formatted} left";
  const single = new SingleBar({ format, stream: output as NodeJS.WriteStream, hideCursor: true, clearOnComplete: true }, Presets.rect);
  let shown = -1;
  // A process that is ended leaves the terminal with its cursor.
  let forget = (): void => undefined;
  return {
    update({ stage, bytes, totalBytes, rows }) {
      const told = { pass: passOf(stage), rows: rows.toLocaleString("en") };
      // Each pass has a total of its own.
      if (shown < 0) forget = atProcessEnd(() => single.stop());
      if (stage !== shown) single.start(totalBytes ?? 0, 0, told);
      shown = stage;
      // Where the total is not known it grows with what was read.
      if (totalBytes === null) single.setTotal(bytes);
      single.update(bytes, told);
    },
    stop() {
      forget();
      if (shown >= 0) single.stop();
    },
  };
}

const EVERY_MS = 1000;

function lines(output: Output): ProgressLine {
  let next = EVERY_MS;
  return {
    update({ stage, rows, bytes, totalBytes, elapsed }) {
      if (elapsed < next) return;
      next = elapsed + EVERY_MS;
      const share = totalBytes === null || totalBytes === 0 ? "" : `${String(Math.floor((100 * bytes) / totalBytes))}% `;
      output.write(`framepool: ${passOf(stage)}${share}${rows.toLocaleString("en")} rows in ${(elapsed / 1000).toFixed(1)} s\n`);
    },
    stop: () => undefined,
  };
}

/** A run of one pass says nothing of passes. */
function passOf(stage: number): string {
  return stage === 0 ? "" : `pass ${String(stage + 1)}, `;
}
