import { ArgumentError } from "@framepool/errors";
import type { BadLine, CsvReadOptions, CsvSource } from "../options.js";
import { identityOf } from "../sink/identity.js";
import { fileOf } from "../text/open-source.js";
import { openRejectFile, reasonsPath } from "./reject-file.js";

/** Where bad lines go that are collected. */
export interface Rejects {
  /** lines that came */
  readonly count: number;
  /** What stands before the rows of the text: of the first one that is read. */
  begin(head: string): void;
  /** Lines come in the order of the text. */
  add(line: BadLine): void;
  /** Resolves when what came is written: who waits for it now and then holds few lines. Throws SinkError. */
  flush(): Promise<void>;
  /** The reading is done: what came is the file. */
  commit(): Promise<void>;
  /** The reading failed: an old file stays as it was. */
  abort(): Promise<void>;
}

/** Opens what `rejects` says; null where nothing is collected. Throws SinkError for a file that cannot be written, ArgumentError where it says nothing. */
export async function openRejects({ onBadLines, rejects, encoding, lineterminator }: CsvReadOptions): Promise<Rejects | null> {
  if (onBadLines !== "collect") return null;
  if (rejects === undefined) throw new ArgumentError('onBadLines: "collect" puts the bad lines where the option rejects says: "bad.csv", or (line) => …');
  if (typeof rejects === "function") return toFunction(rejects);
  if (typeof rejects === "string" || rejects instanceof URL) return openRejectFile(rejects, encoding, lineterminator);
  throw new ArgumentError(`rejects is ${JSON.stringify(rejects)}; it must be a path, or a function of a bad line`);
}

/** The files that bad lines and the reasons of them go to, if there are any. */
export function rejectPaths({ onBadLines, rejects }: CsvReadOptions): readonly (string | URL)[] {
  if (onBadLines !== "collect" || !(typeof rejects === "string" || rejects instanceof URL)) return [];
  return [rejects, reasonsPath(rejects)];
}

/** Throws ArgumentError where bad lines, or the reasons of them, would replace what they are read from. */
export async function refuseInput(source: CsvSource, options: CsvReadOptions): Promise<void> {
  const file = fileOf(source);
  const identity = file === null ? null : await identityOf(file);
  for (const path of identity === null ? [] : rejectPaths(options)) {
    if ((await identityOf(path)) === identity) throw new ArgumentError(`rejects is ${String(path)}, which is the input, and would be replaced by its bad lines; give it a file of its own`);
  }
}

function toFunction(rejects: (line: BadLine) => void): Rejects {
  const done = (): Promise<void> => Promise.resolve();
  let count = 0;
  return {
    get count() {
      return count;
    },
    begin: () => undefined,
    add(line) {
      count++;
      rejects(line);
    },
    flush: done,
    commit: done,
    abort: done,
  };
}
