import { accessSync, constants, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { memoryFolder } from "../harness/memory-folder.mjs";

const made: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function ask(bytes: number) {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { folder, inMemory } = memoryFolder(bytes);
  made.push(folder);
  return { folder, inMemory, said: said.mock.calls.flat().join("\n") };
}

function hasMemory() {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

test.runIf(hasMemory())("output goes to memory where there is room for it, without a word", () => {
  const { folder, inMemory, said } = ask(1);
  expect([inMemory, said]).toEqual([true, ""]);
  expect(folder).toMatch(/^\/dev\/shm\//);
});

test.runIf(hasMemory())("where there is too little room it goes to the disk, and the run says so and who holds some", () => {
  const held = mkdtempSync("/dev/shm/framepool-benchmark-");
  made.push(held);
  const { folder, inMemory, said } = ask(Number.MAX_SAFE_INTEGER);
  expect(inMemory).toBe(false);
  expect(existsSync(folder) && folder.startsWith(tmpdir())).toBe(true);
  expect(said).toMatch(/^!!! \/dev\/shm has \d+ MB free, an output needs up to \d+ MB/);
  expect(said).toContain(held);
});
