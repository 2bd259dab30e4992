import { Buffer } from "node:buffer";
import { resolve } from "node:path";
import { openSink } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import type { Pipeline, Report } from "@framepool/parallel";
import { READER_GONE } from "./exit-codes.js";
import { progressLine } from "./progress-line.js";
import { scan, type ScanOptions } from "./scan.js";
import { summary } from "./summary.js";
import { withTransform } from "./transform.js";
import { refuseInputAsOutput, write } from "./write.js";

export interface RunOptions extends ScanOptions {
  readonly output: string;
  readonly report?: string;
  readonly progress?: boolean;
}

/** `framepool run transform.ts in.csv -o out.csv`. */
export function run(transform: string, inputs: readonly string[], options: RunOptions, signal: AbortSignal): Promise<void> {
  return fromTo(inputs, options, (pipe) => withTransform(pipe, transform), signal);
}

/** From inputs through steps to the output, with what is said about it on standard error. */
export async function fromTo(inputs: readonly string[], options: RunOptions, steps: (pipe: Pipeline) => Promise<Pipeline>, signal: AbortSignal): Promise<void> {
  const { output, rejects, report: reportFile, progress = process.stderr.isTTY } = options;
  const line = progress ? progressLine() : null;
  const pipe = scan(inputs, options, { ...(line === null ? {} : { onProgress: line.update }), signal });
  await refuseInputAsOutput(pipe, "-o", output);
  if (rejects !== undefined) await refuseInputAsOutput(pipe, "--rejects", rejects);
  if (rejects !== undefined && resolve(rejects) === resolve(output)) throw new ArgumentError(`--rejects ${rejects} is the output too; give another name`);
  try {
    const report = await write(await steps(pipe), output, options);
    line?.stop();
    if (reportFile !== undefined) await writeReport(report, reportFile);
    if (report.readerGone) process.exitCode = READER_GONE;
    else process.stderr.write(`framepool: ${summary(report, rejects)}\n`);
  } finally {
    line?.stop();
  }
}

async function writeReport(report: Report, file: string): Promise<void> {
  const sink = await openSink(file, { compression: null });
  await sink.write(Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  await sink.commit();
}
