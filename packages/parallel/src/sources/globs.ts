import { readdir, type Dirent } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute, posix, relative } from "node:path";
import { whyUnread } from "@framepool/csv/internal";
import { CsvParseError, late } from "@framepool/errors";
import type { Source } from "./source.js";

/** A source of files of which some may be named by patterns; those are looked for when it is first asked something. */
export function globbed<T>(inputs: readonly (T | string)[], make: (inputs: readonly (T | string)[]) => Source): Source {
  let found: Promise<Source> | null = null;
  const source = (): Promise<Source> => (found ??= expandGlobs(inputs).then(make));
  return {
    size: async () => (await source()).size(),
    files: async () => (await (await source()).files?.()) ?? [],
    writes: async () => (await (await source()).writes?.()) ?? [],
    leavesOut: async () => (await (await source()).leavesOut?.()) ?? null,
    describe: async () => (await source()).describe(),
    isReadAgain: async () => (await source()).isReadAgain(),
    open: async (workers, pass) => (await source()).open(workers, pass),
  };
}

/**
 * Patterns replaced by the paths that they match, sorted by code units; `*` and `?` match no slash and no leading dot. A
 * path that is there is that path, whatever it looks like. Throws CsvParseError for a pattern that matches nothing, or
 * where it leads into a folder that cannot be listed.
 */
async function expandGlobs<T>(inputs: readonly (T | string)[]): Promise<(T | string)[]> {
  const lists = await Promise.all(inputs.map(async (input) => (typeof input === "string" ? pathsOf(input) : [input])));
  return lists.flat();
}

/** Characters of which every pattern has one: without them nothing is loaded, and nothing looked for. */
const SPECIAL = /[*?[\]{}()!]/;

async function pathsOf(path: string): Promise<string[]> {
  if (!SPECIAL.test(path) || path.startsWith("file:") || (await isThere(path))) return [path];
  const { glob, isDynamicPattern } = await late(() => import("tinyglobby"));
  if (!isDynamicPattern(path)) return [path];
  const { base, pattern } = parted(path);
  const looks = new Looks();
  const absolute = isAbsolute(path);
  // Where the library starts in a folder that the pattern leads into, it leaves that folder's files out.
  const found = await glob(pattern, { cwd: base, absolute, expandDirectories: false, fs: { readdir: looks.readdir } });
  looks.check(path, base, pattern);
  if (found.length === 0) throw new CsvParseError(`${path}: there is no such file, and as a pattern it matches none`, { file: path });
  return (absolute ? found : found.map((file) => posix.join(base, file))).sort();
}

/** The folders that a pattern begins with, which are no pattern, and the rest of it. */
function parted(path: string): { readonly base: string; readonly pattern: string } {
  const names = path.split("/");
  const first = names.findIndex((name) => /[\\*?[\]{}()!+@|]/.test(name));
  const rest = names.slice(first).join("/");
  // A leading ! would take away from other patterns, and there are none.
  return { base: names.slice(0, first).map((name) => `${name}/`).join(""), pattern: /^!(?!\()/.test(rest) ? `\\${rest}` : rest };
}

/** Looks into folders. Files of one that cannot be listed would be missing without a word. */
class Looks {
  readonly #failures: { readonly folder: string; readonly error: Error }[] = [];

  readonly readdir = ((folder: string, options: { readonly withFileTypes: true }, done: (error: NodeJS.ErrnoException | null, found: Dirent[]) => void): void => {
    readdir(folder, options, (error, found) => {
      // A folder that has gone, or is none, has no files.
      if (error !== null && error.code !== "ENOENT" && error.code !== "ENOTDIR") this.#failures.push({ folder, error });
      done(error, found);
    });
  }) as typeof readdir;

  /** Throws CsvParseError where a folder could not be looked into in which files may match. */
  check(path: string, base: string, pattern: string): void {
    const namesHidden = /(^|[/{(,|])[\\[]*\./.test(pattern);
    const failure = this.#failures.find(({ folder }) => namesHidden || !isHidden(relative(base, folder)));
    if (failure === undefined) return;
    const { folder, error } = failure;
    throw new CsvParseError(`${path}: cannot look into ${folder}: ${whyUnread(error)}`, { file: folder }, { cause: error });
  }
}

/** Whether one of the folders of a path has a name with a leading dot, which no pattern matches that does not name it. */
function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((name) => /^\.(?!\.?$)/.test(name));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
