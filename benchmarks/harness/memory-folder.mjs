import { accessSync, constants, mkdtempSync, readdirSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const PREFIX = "framepool-benchmark-";

/**
 * A new folder on a memory file system with room for `bytes`, so that no disk is measured; loudly another one where there is
 * none, or too little room.
 */
export function memoryFolder(bytes) {
  const problem = whyNotMemory(bytes);
  if (problem === null) return { folder: mkdtempSync(join(MEMORY, PREFIX)), inMemory: true };
  console.error(`!!! ${problem}: output goes to the disk's temporary folder, and its speed is part of every figure.`);
  return { folder: mkdtempSync(join(tmpdir(), PREFIX)), inMemory: false };
}

function whyNotMemory(bytes) {
  try {
    accessSync(MEMORY, constants.W_OK);
  } catch {
    return `There is no ${MEMORY} here`;
  }
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize >= bytes) return null;
  const left = readdirSync(MEMORY).filter((name) => name.startsWith(PREFIX));
  const remains = left.length > 0 ? ` (a run that was killed, or still goes on, holds ${left.map((name) => join(MEMORY, name)).join(", ")})` : "";
  return `${MEMORY} has ${((bavail * bsize) / 1e6).toFixed(0)} MB free, an output needs up to ${(bytes / 1e6).toFixed(0)} MB${remains}`;
}
