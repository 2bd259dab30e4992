import type { Pipeline, PipelineOptions } from "@framepool/parallel";
import { ParallelError } from "@framepool/errors";
import { cpuCount } from "@framepool/pool";
import { prepareCrew } from "@framepool/pool/internal";
import { faultOptions, type FaultOptions } from "./fault-options.js";
import { READER_GONE } from "./exit-codes.js";
import { refuseSharedFiles, type OutputFile } from "./own-files.js";
import { openReport } from "./report-file.js";
import { scan, type ScanOptions } from "./scan.js";
import { summary } from "./summary.js";
import { tableOutput } from "./table-output.js";
import { interruptible } from "./interruptible.js";
import { checkTransform, ON_THREADS, withTransform } from "./transform.js";
import { write } from "./write.js";

export interface RunOptions extends ScanOptions, FaultOptions {
  readonly output: string;
  readonly report?: string;
  readonly progress?: boolean;
}

/** `framepool run transform.ts in.csv -o out.csv`. */
export function run(transform: string, inputs: readonly string[], options: RunOptions): Promise<void> {
  const { workers = cpuCount(), memory } = options;
  const steps = (pipe: Pipeline): Promise<Pipeline> => {
    checkTransform(transform);
    // A thread comes up while the module is read here. With --memory it has a limit, which is not known yet.
    if (memory === undefined) prepareCrew({ workers });
    return withTransform(pipe, transform);
  };
  return fromTo(inputs, [transform], options, steps, ON_THREADS);
}

/** From inputs through steps to the output, with what is said about it on standard error. `others` are files that are read besides. */
export async function fromTo(inputs: readonly string[], others: readonly string[], options: RunOptions, steps: (pipe: Pipeline) => Promise<Pipeline>, where: PipelineOptions = {}): Promise<void> {
  const { output, progress = process.stderr.isTTY } = options;
  const interrupt = new AbortController();
  const pipe = scan(inputs, options, { ...faultOptions(options), ...where, progress, signal: interrupt.signal });
  await refuseSharedFiles(pipe, [...others, ...inputs.filter((input) => input === "-")], outputsOf(options));
  const target = tableOutput(output);
  // What runs on this thread may never yield to a listener: a signal ends it as it ends any program, and no file is open yet.
  const made = await steps(pipe);
  await interruptible((signal) => runInto(made, target, options, signal), interrupt);
}

async function runInto(pipe: Pipeline, target: string | NodeJS.WriteStream, options: RunOptions, signal: AbortSignal): Promise<void> {
  const { output, rejects, quarantine, report: reportFile } = options;
  // Now, so that what cannot be written is said before anything is read.
  const reporting = reportFile === undefined ? null : await openReport(reportFile, signal);
  try {
    const report = await write(pipe, output, target, options);
    await reporting?.write(report);
    if (report.readerGone) process.exitCode = READER_GONE;
    else process.stderr.write(`framepool: ${summary(report, rejects, quarantine)}\n`);
  } catch (error) {
    // How far it came is worth knowing, most of all where it failed; what is wrong with the report must not hide why.
    const report = error instanceof ParallelError ? error.report : undefined;
    await (report === undefined ? reporting?.abort() : reporting?.write(report).catch((reason: unknown) => void process.stderr.write(`framepool: ${String(reason)}\n`)));
    throw error;
  }
}

function outputsOf({ output, rejects, quarantine, report }: RunOptions): OutputFile[] {
  const named: readonly (readonly [string, string | undefined])[] = [["-o", output], ["--rejects", rejects], ["--quarantine", quarantine], ["--report", report]];
  return named.flatMap(([option, file]) => (file === undefined ? [] : [[option, file] as const]));
}
