import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, type Progress } from "@framepool/parallel";
import { progressLine } from "../src/run/progress-line.js";

const urlOf = (name: string): string => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
const folder = mkdtempSync(join(tmpdir(), "framepool-progress-"));
afterAll(() => rmSync(folder, { recursive: true }));

const df = new DataFrame({ n: Array.from({ length: 12 }, (_, i) => i), k: Array.from({ length: 12 }, (_, i) => `k${String(i % 3)}`) });
const at = (progress: Partial<Progress>): Progress => ({ stage: 0, rows: 0, bytes: 0, totalRows: null, totalBytes: 100, partitions: 1, elapsed: 0, ...progress });
/** A terminal, or a file, that keeps what it is given. */
const output = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, columns: 80, written, write: (text: string) => { written.push(text); return true; } };
};

describe("onProgress", () => {
  it("counts up in each pass, and says which it is", async () => {
    const seen: Progress[] = [];
    const pipe = parallel(df, { backend: "inline", partitions: 3, onProgress: (progress) => seen.push(progress) });
    await pipe.mapPartitions((part) => part).groupby("k").apply((group) => group.numRows).collect();
    expect(seen.map(({ stage, rows }) => [stage, rows])).toEqual([[0, 4], [0, 8], [0, 12], [1, 12]]);
    expect(seen.map(({ elapsed }) => elapsed)).toEqual([...seen.map(({ elapsed }) => elapsed)].sort((a, b) => a - b));
    // Rows that are here come together without being sent.
    seen.length = 0;
    await pipe.groupby("k").apply((group) => group.numRows).collect();
    expect(seen.map(({ stage, rows }) => [stage, rows])).toEqual([[0, 12], [1, 12]]);
  });
});

describe("progress: true", () => {
  it("is a line a second where there is no terminal, which names a second pass", async () => {
    const to = output(false);
    const line = await progressLine(to);
    for (const [elapsed, rows] of [[10, 5], [1100, 1234], [1900, 2000], [2200, 3000]] as const) line.update(at({ elapsed, rows, bytes: rows / 100 }));
    line.update(at({ stage: 1, elapsed: 4000, rows: 7, totalBytes: null }));
    line.stop();
    expect(to.written).toEqual(["framepool: 12% 1,234 rows in 1.1 s\n", "framepool: 30% 3,000 rows in 2.2 s\n", "framepool: pass 2, 7 rows in 4.0 s\n"]);
  });

  it("is a bar on a terminal, which begins anew with each pass and is gone at the end", async () => {
    const to = output(true);
    Object.assign(to, Object.fromEntries(["cursorTo", "clearLine", "moveCursor", "on", "once", "removeListener"].map((name) => [name, () => undefined])));
    const line = await progressLine(to);
    line.update(at({ rows: 1500, bytes: 50 }));
    line.update(at({ stage: 1, rows: 7, bytes: 100 }));
    line.stop();
    const text = to.written.join("");
    expect(text).toMatch(/0% \| 1,500 rows/);
    expect(text).toMatch(/% \| pass 2, 7 rows/);
    // A bar that showed nothing has nothing to take away.
    (await progressLine(output(true))).stop();
  });

  it("goes to standard error of a script, and its end is that of the run, also of one that fails", () => {
    const script = join(folder, "script.mjs");
    writeFileSync(script, `
      import { DataFrame } from ${JSON.stringify(urlOf("@framepool/frame"))};
      import { parallel } from ${JSON.stringify(urlOf("@framepool/parallel"))};
      const df = new DataFrame({ n: Array.from({ length: 8 }, (_, i) => i) });
      const pipe = parallel(df, { workers: 1, partitions: 8, progress: true });
      await pipe.mapPartitions(async (part) => { await new Promise((done) => setTimeout(done, 300)); if (part.at(0, "n") === 7) throw new Error("the last one"); return part; }).collect().catch((error) => console.log(error.code));
    `);
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: "utf8", timeout: 60_000 });
    expect([stdout, status]).toEqual(["ERR_FRAMEPOOL_TASK\n", 0]);
    expect(stderr).toMatch(/^(framepool: \d+% \d rows in \d+\.\d s\n)+$/);
  });

  it("must be true or false, and resourceLimits what a worker takes", async () => {
    expect(() => parallel(df, { progress: 5 as never })).toThrow(ArgumentError);
    for (const limits of [5, "512", [512], null, { maxOldGenerationSizeMb: "512" }, { maxOldGenerationSizeMb: -1 }, { maxOldGenerationSize: 512 }]) {
      expect(() => parallel(df, { resourceLimits: limits as never })).toThrow(ArgumentError);
    }
    expect((await parallel(df, { workers: 1, resourceLimits: { maxOldGenerationSizeMb: 64 } }).collect()).numRows).toBe(12);
  });
});
