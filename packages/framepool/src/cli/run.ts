import { writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ArgumentError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { Pipeline, scanCsv, type Report } from "@framepool/parallel";
import { moduleTask } from "@framepool/pool";
import { importModule } from "@framepool/pool/internal";
import { openInput } from "./open-input.js";
import { parseDtype } from "./parse-dtype.js";
import { progressLine } from "./progress-line.js";

export interface RunOptions {
  readonly output: string;
  readonly workers?: number;
  readonly partitions?: number;
  readonly dtype?: string;
  readonly report?: string;
  readonly progress?: boolean;
}

/** `framepool run transform.ts in.csv -o out.csv`. */
export async function run(transform: string, inputs: readonly string[], options: RunOptions, signal: AbortSignal): Promise<void> {
  if (options.output !== "-" && inputs.some((input) => input !== "-" && resolve(input) === resolve(options.output))) throw new ArgumentError(`-o ${options.output} is an input too; give another name`);
  const { workers, partitions, dtype, progress = process.stderr.isTTY } = options;
  const line = progress ? progressLine() : null;
  const pipe = scanCsv(inputs.map(openInput), {
    ...parseDtype(dtype),
    ...(workers === undefined ? {} : { workers }),
    ...(partitions === undefined ? {} : { partitions }),
    ...(line === null ? {} : { onProgress: line.update }),
    signal,
  });
  try {
    const report = await (await steps(pipe, transform)).toCsv(options.output === "-" ? process.stdout : options.output);
    line?.stop();
    if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
    process.stderr.write(`framepool: ${summary(report)}\n`);
  } finally {
    line?.stop();
  }
}

/** The steps that the transform module asks for: its `pipeline`, or its default export on each part. */
async function steps(pipe: Pipeline, transform: string): Promise<Pipeline> {
  if (!existsSync(transform)) throw new ArgumentError(`there is no transform ${transform}`);
  const url = pathToFileURL(transform).href;
  const module = await importModule(url);
  const { pipeline, default: fn } = module;
  if (typeof pipeline === "function") {
    const made = await (pipeline as (pipe: Pipeline) => unknown)(pipe);
    if (made instanceof Pipeline) return made;
    throw new ArgumentError(`${transform}: pipeline(pipe) must give a pipeline (is a \`return\` missing?)`);
  }
  if (typeof fn === "function") return pipe.mapPartitions(moduleTask<(part: DataFrame) => DataFrame>(url));
  throw new ArgumentError(`${transform} exports neither a function of one part by default (export default (df) => …) nor \`pipeline\``);
}

function summary({ rows, ms, workers, backend, partitions }: Report): string {
  const where = backend === "inline" ? "in line" : `on ${String(workers)} ${workers === 1 ? "thread" : "threads"}`;
  return `${rows.toLocaleString("en")} rows in ${(ms / 1000).toFixed(2)} s, ${String(partitions.length)} ${partitions.length === 1 ? "part" : "parts"} ${where}`;
}
