import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "framepool-memory-"));
const file = join(folder, "large.csv");
const LIMIT = 400;
const BLOCKS = 260;
const BLOCK = Array.from({ length: 32_000 }, (_, i) => `${String(i)},name of row ${String(i)},lorem ipsum dolor sit amet ${String(i % 97)}\n`).join("");

beforeAll(() => {
  const fd = openSync(file, "w");
  writeSync(fd, "id,name,text\n");
  for (let block = 0; block < BLOCKS; block++) writeSync(fd, BLOCK);
  closeSync(fd);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("memoryLimit", () => {
  it("is below the size of the file", () => {
    expect(BLOCK.length * BLOCKS).toBeGreaterThan(LIMIT * 2 ** 20);
  });

  it.each([
    ["from a file into a file, each part read and written by a worker", "ranges", BLOCKS * 32_000],
    ["from an iterable that is faster than its consumer", "rows", 1_500_000],
  ])("is what the whole process stays below: %s", (_way, what, rows) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("under-limit.mjs", import.meta.url)), file, what, `${String(LIMIT)}MiB`], { encoding: "utf8", timeout: 120_000 });
    expect([status, stderr]).toEqual([0, ""]);
    const said = JSON.parse(stdout) as { rows: number; mostMiB: number };
    expect(said.rows).toBe(rows);
    expect(said.mostMiB).toBeLessThanOrEqual(LIMIT);
  }, 150_000);
});
