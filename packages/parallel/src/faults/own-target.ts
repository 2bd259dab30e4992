import { realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Writable } from "node:stream";
import { ArgumentError } from "@framepool/errors";
import type { ErrorOptions } from "./error-options.js";

/** Throws ArgumentError where the output and the rows that are set aside would go to one file or stream: each of them replaces it whole. */
export function assertOwnTarget(target: string | URL | Writable, { quarantine }: ErrorOptions): void {
  if (quarantine === undefined) return;
  const path = pathOf(target);
  if (path === null ? target !== quarantine : path !== pathOf(quarantine)) return;
  // A device takes what several write to it.
  if (path !== null && statSync(path, { throwIfNoEntry: false })?.isFile() === false) return;
  throw new ArgumentError(`quarantine is ${path ?? "the stream"}, which the output goes to; give rows that are set aside a file of their own`);
}

function pathOf(target: string | URL | Writable): string | null {
  if (target instanceof URL) return realOf(fileURLToPath(target));
  return typeof target === "string" ? realOf(resolve(target)) : null;
}

/** The file that is replaced: what a link leads to, in the folder that the path leads to. */
function realOf(path: string): string {
  for (const base of [path, dirname(path)]) {
    try {
      return join(realpathSync(base), relative(base, path));
    } catch {
      // Nothing is there; who writes says so where it is the folder.
    }
  }
  return path;
}
