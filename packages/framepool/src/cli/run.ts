import { Buffer } from "node:buffer";
import { resolve } from "node:path";
import { openSink } from "@framepool/csv/internal";
import { ArgumentError, ParallelError } from "@framepool/errors";
import type { Pipeline, Report } from "@framepool/parallel";
import { faultOptions, type FaultOptions } from "./fault-options.js";
import { READER_GONE } from "./exit-codes.js";
import { scan, type ScanOptions } from "./scan.js";
import { summary } from "./summary.js";
import { withTransform } from "./transform.js";
import { refuseInputAsOutput, write } from "./write.js";

export interface RunOptions extends ScanOptions, FaultOptions {
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
  const { output, rejects, quarantine, report: reportFile, progress = process.stderr.isTTY } = options;
  const pipe = scan(inputs, options, { ...faultOptions(options), progress, signal });
  await refuseInputAsOutput(pipe, "-o", output);
  for (const [option, file] of [["--rejects", rejects], ["--quarantine", quarantine]] as const) {
    if (file === undefined) continue;
    await refuseInputAsOutput(pipe, option, file);
    if (resolve(file) === resolve(output)) throw new ArgumentError(`${option} ${file} is the output too; give another name`);
  }
  if (rejects !== undefined && quarantine !== undefined && resolve(rejects) === resolve(quarantine)) throw new ArgumentError(`--rejects and --quarantine are both ${rejects}: bad lines and rows that are set aside are different tables`);
  try {
    const report = await write(await steps(pipe), output, options);
    if (reportFile !== undefined) await writeReport(report, reportFile);
    if (report.readerGone) process.exitCode = READER_GONE;
    else process.stderr.write(`framepool: ${summary(report, rejects, quarantine)}\n`);
  } catch (error) {
    // How far it came is worth knowing, most of all where it failed.
    if (reportFile !== undefined && error instanceof ParallelError && error.report !== undefined) await writeReport(error.report, reportFile);
    throw error;
  }
}

async function writeReport(report: Report, file: string): Promise<void> {
  const sink = await openSink(file, { compression: null });
  await sink.write(Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  await sink.commit();
}
