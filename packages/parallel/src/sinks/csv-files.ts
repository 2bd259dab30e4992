import { basename, extname } from "node:path";
import type { CsvWriteOptions } from "@framepool/csv";
import { identityOf } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import { assertOwnTargets, type Written } from "../faults/own-target.js";
import type { ResultReply } from "../worker/messages.js";
import { csvSink, type CsvSink } from "./csv.js";
import type { Sink } from "./sink.js";

/** What stands in a path for the name of an input, without its folder and endings. */
export const NAME = "{name}";

/** One CSV file for each input, open while rows of it come, and all of them renamed at the end. `files` are the paths of the inputs, null for one that has none; `aside` is what else is written. */
export async function csvFilesSink(pattern: string, files: readonly (string | null)[], options: CsvWriteOptions, aside: readonly Written[], signal: AbortSignal | undefined): Promise<Sink<void>> {
  const paths = await pathsOf(pattern, files);
  await assertOwnTargets([...paths.map((target) => ({ what: "the output", target })), ...aside]);
  const sinks: CsvSink[] = [];
  const abort = async (): Promise<void> => void (await Promise.all(sinks.map((sink) => sink.abort())));
  try {
    // Each is made now, so that what cannot be written is said before anything runs.
    for (const path of paths) {
      const sink = await csvSink(path, options, signal);
      sinks.push(sink);
      await sink.rest();
    }
  } catch (error) {
    await abort();
    throw error;
  }
  /** inputs that have their header */
  const named = new Set<number>();
  let header: ResultReply | null = null;
  let last: CsvSink | null = null;
  return {
    output: { kind: "csv", options },
    ordered: true,
    async take(partition, reply, origins, from) {
      const { result } = reply;
      if (result.kind === "csv") {
        named.add(from);
        header ??= { ...reply, rows: 0, result: { kind: "csv", columns: result.columns, types: null, text: { bytes: new Uint8Array(), lent: false } } };
      }
      const sink = sinks[from]!;
      if (last !== sink) await last?.rest();
      last = sink;
      await sink.take(partition, reply, origins, from);
    },
    ...(sinks.some(({ restart }) => restart === undefined) ? {} : {
      restart: async () => {
        named.clear();
        [header, last] = [null, null];
        for (const sink of sinks) await sink.restart!();
      },
    }),
    async finish() {
      // An input behind the last row that is wanted has a file too: of the same columns, without rows.
      for (const [from, sink] of sinks.entries()) {
        if (header === null || named.has(from)) continue;
        await sink.take(0, header, [], from);
        await sink.rest();
      }
      for (const sink of sinks) await sink.finish();
    },
    abort,
  };
}

/** Throws ArgumentError where inputs have no names, or not each its own, or one would be replaced. */
async function pathsOf(pattern: string, files: readonly (string | null)[]): Promise<string[]> {
  if (files.length === 0) throw new ArgumentError(`${pattern}: ${NAME} is the name of an input file, and the source is none`);
  const inputs = new Map<string, string>();
  const outputs: { readonly file: string; readonly path: string }[] = [];
  for (const file of files) {
    if (file === null) throw new ArgumentError(`${pattern}: ${NAME} is the name of an input file, and an input has none; give a path`);
    inputs.set((await identityOf(file)) ?? file, file);
    outputs.push({ file, path: pattern.replaceAll(NAME, () => nameOf(file)) });
  }
  const taken = new Map<string, string>();
  for (const { file, path } of outputs) {
    const key = (await identityOf(path)) ?? path;
    if (inputs.has(key)) throw new ArgumentError(`${pattern} is the input ${inputs.get(key)!} for ${file}; give another path`);
    if (taken.has(key)) throw new ArgumentError(`${pattern} is the same file for ${taken.get(key)!} and ${file}; give inputs of different names`);
    taken.set(key, file);
  }
  return outputs.map(({ path }) => path);
}

/** `data/train.csv.gz` → `train`. */
function nameOf(file: string): string {
  const whole = basename(file).replace(/\.(?:gz|zst)$/i, "");
  return basename(whole, extname(whole));
}
