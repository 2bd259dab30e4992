import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { EFFORT } from "../support/seeded.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-chaos-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a process that has nothing else in it, and gives what it says. */
function said(script: string, args: readonly string[], minutes: number): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", path, ...args], { encoding: "utf8", timeout: minutes * 60_000, maxBuffer: 1 << 26 });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

describe("hundreds of runs in which something goes wrong", () => {
  it("end in the right answer or the right error, in time, and hold nothing afterwards", () => {
    const runs = EFFORT > 1 ? 120 * EFFORT : 60;
    const { figures, wrong, more } = said("main.mjs", [String(runs), folder], 3 * EFFORT) as { figures: Record<string, { answers: number; errors: number }>; wrong: string[]; more: Record<string, number> };
    expect(wrong).toEqual([]);
    const { files, threads, ...listeners } = more;
    expect(files).toBeLessThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(1);
    expect(Object.values(listeners).filter((count) => count > 0)).toEqual([]);
    expect(Object.values(figures).reduce((sum, { answers, errors }) => sum + answers + errors, 0)).toBeGreaterThan(runs * 0.8);
    const report = process.env["SOAK_REPORT"];
    if (report !== undefined) writeFileSync(report, `${JSON.stringify(figures, null, 2)}\n`);
  }, 3_600_000);

  it("leave the memory of a process as it was", () => {
    const { heap, rss } = said("flat-memory.mjs", [], 3) as { heap: number; rss: number };
    expect(heap).toBeLessThan(6e6);
    expect(rss).toBeLessThan(80e6);
  }, 200_000);
});
