import { fstatSync } from "node:fs";
import { identityOf } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import type { Pipeline } from "@framepool/parallel";

/** A file that is to be written, by the option that names it. */
export type OutputFile = readonly [option: string, file: string];

/**
 * Throws ArgumentError if a file, by whatever name or link, or as one that a pattern matches, would be read and replaced, or
 * written by two options. `read` are the inputs as they were given, and what else is read.
 */
export async function refuseSharedFiles(pipe: Pipeline, read: readonly string[], outputs: readonly OutputFile[]): Promise<void> {
  const inputs = new Map<string, string>();
  for (const name of [...read, ...(await pipe.explain()).plan.source.inputs.map((input) => input.name)]) {
    const identity = await fileOf(name, 0);
    if (identity !== null) inputs.set(identity, name);
  }
  const taken = new Map<string, OutputFile>();
  for (const output of outputs) {
    const [option, file] = output;
    const identity = await fileOf(file, 1);
    if (identity === null) continue;
    if (inputs.has(identity)) throw new ArgumentError(`${option} ${file} is an input too (${inputs.get(identity)!}); give another name`);
    if (taken.has(identity)) throw new ArgumentError(`${option} ${file} is what ${taken.get(identity)!.join(" ")} writes too; give another name`);
    taken.set(identity, output);
  }
}

/** Tells a file from all others; null for a pipe, a terminal or another device. `-` is what a shell has opened as this descriptor. */
function fileOf(name: string, descriptor: number): Promise<string | null> | string | null {
  if (name !== "-") return identityOf(name);
  try {
    // A number does not hold every inode.
    const found = fstatSync(descriptor, { bigint: true });
    return found.isFile() ? `${String(found.dev)}:${String(found.ino)}` : null;
  } catch {
    return null;
  }
}
