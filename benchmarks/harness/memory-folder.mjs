import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder on a memory file system, so that no disk is measured; loudly another one where there is none. */
export function memoryFolder() {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return { folder: mkdtempSync("/dev/shm/framepool-benchmark-"), inMemory: true };
  } catch {
    console.error("!!! There is no /dev/shm here: output goes to the disk's temporary folder, and its speed is part of every figure.");
    return { folder: mkdtempSync(join(tmpdir(), "framepool-benchmark-")), inMemory: false };
  }
}
