import { fstatSync, type BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { ArgumentError } from "@framepool/errors";
import type { Pipeline, Report, Target } from "@framepool/parallel";
import { formatOf, isArrow, separator } from "./formats.js";

/** Options of the command line that say how the output is written. */
export interface WriteOptions {
  readonly escapeFormulas?: boolean;
}

/** Runs a pipeline into a file, in the format that its ending says; `-` is standard output. */
export function write(pipe: Pipeline, output: string, { escapeFormulas = false }: WriteOptions = {}): Promise<Report> {
  const target = output === "-" ? process.stdout : output;
  const format = formatOf(output);
  if (escapeFormulas && isArrow(output)) throw new ArgumentError("--escape-formulas is for CSV; no spreadsheet takes cells of an Arrow file for formulas");
  switch (format) {
    case "csv":
    case "tsv": return pipe.toCsv(target, { ...separator(output), escapeFormulas });
    case "arrow": return pipe.toArrow(target);
    case "arrow-stream": return pipe.toArrow(target, { format: "stream" });
  }
}

/** The method that {@link write} calls. */
export function targetOf(output: string): Target {
  return isArrow(output) ? "toArrow" : "toCsv";
}

/** Throws ArgumentError if a file, by whatever name or link, or as one that a pattern matches, would be read and replaced. */
export async function refuseInputAsOutput(pipe: Pipeline, option: string, output: string): Promise<void> {
  const written = await identity(() => (output === "-" ? fstatSync(process.stdout.fd, BIG) : stat(output, BIG)));
  if (written === null) return;
  const { inputs } = (await pipe.explain()).plan.source;
  for (const { name } of inputs) {
    if ((await identity(() => stat(name, BIG))) === written) throw new ArgumentError(`${option} ${output} is an input too (${name}); give another name`);
  }
}

// A number does not hold every inode.
const BIG = { bigint: true } as const;

/** Tells a regular file from all others; null for what is none, or is not there. */
async function identity(look: () => BigIntStats | Promise<BigIntStats>): Promise<string | null> {
  try {
    const found = await look();
    return found.isFile() ? `${String(found.dev)}:${String(found.ino)}` : null;
  } catch {
    return null;
  }
}
