import type { Pipeline, Report, Target } from "@framepool/parallel";
import { refuseWriting, writingOf, type Given } from "./csv-flags.js";
import { formatOf, isArrow, separator } from "./formats.js";

/** Runs a pipeline into `target`, which `output` names, in the format that its ending says. */
export function write(pipe: Pipeline, output: string, target: string | NodeJS.WriteStream, given: Given = {}): Promise<Report> {
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
