import { resolve } from "node:path";
import { ArgumentError } from "@framepool/errors";
import type { Pipeline, Report, Target } from "@framepool/parallel";
import { formatOf, isArrow, separator } from "./formats.js";

/** Runs a pipeline into a file, in the format that its ending says; `-` is standard output. */
export function write(pipe: Pipeline, output: string): Promise<Report> {
  const target = output === "-" ? process.stdout : output;
  const format = formatOf(output);
  switch (format) {
    case "csv":
    case "tsv": return pipe.toCsv(target, separator(output));
    case "arrow": return pipe.toArrow(target);
    case "arrow-stream": return pipe.toArrow(target, { format: "stream" });
  }
}

/** The method that {@link write} calls. */
export function targetOf(output: string): Target {
  return isArrow(output) ? "toArrow" : "toCsv";
}

/** Throws ArgumentError if a file, by its own name or as one that a pattern matches, would be read and replaced. */
export async function refuseInputAsOutput(pipe: Pipeline, option: string, output: string): Promise<void> {
  if (output === "-") return;
  const { inputs } = (await pipe.explain()).plan.source;
  if (inputs.some(({ name }) => resolve(name) === resolve(output))) throw new ArgumentError(`${option} ${output} is an input too; give another name`);
}
