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

/** What users call the file of rows that are set aside. */
export const QUARANTINE = "quarantine";

/** Throws ArgumentError where two of what a run writes would go to one file or stream: each of them replaces it whole. */
export async function assertOwnTargets(all: readonly Written[]): Promise<void> {
  const taken = new Map<unknown, Written>();
  for (const each of all) {
    const { what, target } = each;
    const key = isPath(target) ? await identityOf(target) : target;
    if (key === null) continue;
    const other = taken.get(key);
    if (other !== undefined) throw new ArgumentError(`${what} is ${isPath(target) ? String(target) : "the stream"}, which ${other.what} goes to; give each of them a file of its own`);
    taken.set(key, each);
  }
}

/**
 * Throws ArgumentError where what is set aside would replace an input, whose other rows would be lost. A quarantine may be
 * one, since its rows are tried again: where all of them are.
 */
export async function assertNoInput(all: readonly Written[], source: Source, hasHead: boolean): Promise<void> {
  for (const { what, target } of all) {
    if (!isPath(target) || !(await isInput(target, source))) continue;
    const where = `${what} is ${String(target)}, which is an input`;
    if (what !== QUARANTINE) throw new ArgumentError(`${where}, and would be replaced by the lines that are set aside; give it a file of its own`);
    const leavesOut = hasHead ? "head" : ((await source.leavesOut?.()) ?? null);
    if (leavesOut !== null) throw new ArgumentError(`${where}, and what is left out of it by ${leavesOut} would be lost; give it a file of its own`);
  }
}

/** Whether that is a file, by whatever name or link, which the source reads. */
export async function isInput(target: Written["target"] | undefined, source: Source): Promise<boolean> {
  const identity = isPath(target) ? await identityOf(target) : null;
  if (identity === null) return false;
  for (const file of (await source.files?.()) ?? []) if (file !== null && (await identityOf(file)) === identity) return true;
  return false;
}

function isPath(target: Written["target"] | undefined): target is string | URL {
  return typeof target === "string" || target instanceof URL;
}
