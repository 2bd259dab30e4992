import type { Writable } from "node:stream";
import { identityOf } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import type { Source } from "../sources/source.js";

/** Something that a run writes. */
export interface Written {
  /** what the user calls it */
  readonly what: string;
  readonly target: string | URL | Writable;
}

/** Throws ArgumentError where two of what a run writes would go to one file or stream: each of them replaces it whole. */
export async function assertOwnTargets(all: readonly Written[]): Promise<void> {
  const taken = new Map<unknown, Written>();
  for (const each of all) {
    const { what, target } = each;
    const isPath = typeof target === "string" || target instanceof URL;
    const key = isPath ? await identityOf(target) : target;
    if (key === null) continue;
    const other = taken.get(key);
    if (other !== undefined) throw new ArgumentError(`${what} is ${isPath ? String(target) : "the stream"}, which ${other.what} goes to; give each of them a file of its own`);
    taken.set(key, each);
  }
}

/** Whether that is a file, by whatever name or link, which the source reads. */
export async function isInput(target: Written["target"] | undefined, source: Source): Promise<boolean> {
  const identity = typeof target === "string" || target instanceof URL ? await identityOf(target) : null;
  if (identity === null) return false;
  for (const file of (await source.files?.()) ?? []) if (file !== null && (await identityOf(file)) === identity) return true;
  return false;
}
