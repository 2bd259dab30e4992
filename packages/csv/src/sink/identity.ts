import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { pathOf } from "../text/open-source.js";
import { realTarget } from "./place.js";

/**
 * Tells the file that a path would write from all others, whatever name, link or, where the system takes these for one,
 * letters of another case lead to it. Null for a pipe or device, which takes what several write to it.
 */
export async function identityOf(path: string | URL): Promise<string | null> {
  const target = pathOf(path);
  // Links that go round in a circle are told by who writes.
  const real = await realTarget(target).catch(() => target);
  const found = await look(real);
  if (found !== null) return found.isFile() ? numberOf(found) : null;
  const folder = await look(dirname(real));
  return folder === null ? real : `${numberOf(folder)}/${FOLDS ? basename(real).toLowerCase() : basename(real)}`;
}

/** Whether a name that is not there yet is the same in other letters, as file systems usually have it here. */
const FOLDS = process.platform === "win32" || process.platform === "darwin";

async function look(path: string): Promise<BigIntStats | null> {
  // A number does not hold every inode.
  return stat(path, { bigint: true }).catch(() => null);
}

function numberOf({ dev, ino }: BigIntStats): string {
  return `${String(dev)}:${String(ino)}`;
}
