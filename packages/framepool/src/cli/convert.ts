import { requireFormat } from "./formats.js";
import { fromTo, type RunOptions } from "./run.js";

/** `framepool convert in.csv out.arrow`: the same table in another format, as the endings of the names say. */
export async function convert(input: string, output: string, options: Omit<RunOptions, "output">, signal: AbortSignal): Promise<void> {
  requireFormat(input);
  requireFormat(output);
  await fromTo([input], [], { ...options, output }, (pipe) => Promise.resolve(pipe), signal);
}
