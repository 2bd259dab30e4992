import { constants } from "node:fs";
import { access, lstat, readlink, realpath, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { codeOf } from "./sink-error.js";

/** Where a path leads, and so how it is written. */
export type Place =
  /** a device, or what a shell has opened: written directly */
  | { readonly kind: "device"; readonly real: string }
  | Pipe
  /** a regular file, or none yet: replaced whole. `old` is what is kept of the file that was there. */
  | { readonly kind: "file"; readonly real: string; readonly old: OldFile | null };

/** Written directly. One with a name waits for a reader; one that a shell has opened had one. */
export interface Pipe {
  readonly kind: "pipe";
  readonly real: string;
  readonly isOpened: boolean;
}

export interface OldFile {
  /** permissions */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Looks where a path leads. Throws what the system does for a folder, or a file that may not be written. */
export async function placeOf(target: string): Promise<Place> {
  // To be resolved it would lose what says so.
  if (target.endsWith("/") || target.endsWith(sep)) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  // /dev/stdout may be a file that a shell opened: replacing it would write beside what the shell sees.
  const isOpened = /^\/(dev\/(fd\/|std(in|out|err)$)|proc\/)/.test(target);
  const real = isOpened ? target : await realTarget(target);
  const found = await stat(real).catch(ignoreMissing);
  if (found?.isDirectory() === true) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  if (found?.isFIFO() === true) return { kind: "pipe", real, isOpened };
  if (isOpened || found?.isFile() === false) return { kind: "device", real };
  if (found === null) return { kind: "file", real, old: null };
  // A rename asks the folder alone; who may not write a file must not replace it either.
  await access(real, constants.W_OK);
  return { kind: "file", real, old: { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid } };
}

/** The path behind symbolic links; of a link whose target is not there yet, that target. */
export async function realTarget(target: string): Promise<string> {
  let path = resolve(target);
  for (let links = 0; links < 32; links++) {
    const known = await realpath(path).catch(ignoreMissing);
    if (known !== null) return known;
    const link = await lstat(path).catch(ignoreMissing);
    if (link?.isSymbolicLink() !== true) return path;
    path = resolve(dirname(path), await readlink(path));
  }
  return path;
}

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}
