import { fstatSync, type BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { ArgumentError } from "@framepool/errors";
import type { Pipeline, Report, Target } from "@framepool/parallel";
import { refuseWriting, writingOf, type Given } from "./csv-flags.js";
import { formatOf, isArrow, separator } from "./formats.js";

/** Runs a pipeline into a file, in the format that its ending says; `-` is standard output. */
export function write(pipe: Pipeline, output: string, given: Given = {}): Promise<Report> {
  const target = output === "-" ? process.stdout : output;
  const format = formatOf(output);
  if (isArrow(output)) refuseWriting(given, "an Arrow file has no text");
  switch (format) {
    case "csv":
    case "tsv": return pipe.toCsv(target, { ...separator(output), ...writingOf(given) });
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
