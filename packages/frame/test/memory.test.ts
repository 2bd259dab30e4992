import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/** What a program prints, which must end well. */
function printedBy(program: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: import.meta.dirname, encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout;
}

it("results that nobody needs any more are given back while a loop makes others", () => {
  // 2.4 GB in all.
  const printed = printedBy(`
    import { DataFrame } from "@framepool/frame";
    const df = new DataFrame({ a: Float64Array.from({ length: 1e6 }, (_, i) => i) });
    let most = 0;
    for (let i = 0; i < 300; i++) {
      df.col("a").add(1);
      if (i % 10 === 0) most = Math.max(most, process.memoryUsage().rss);
    }
    console.log(Math.round(most / 1e6));
  `);
  expect(Number(printed)).toBeLessThan(1500);
});

it("so are sums of many groups, in a loop that never waits", () => {
  // 36 MB of sums a call, 720 in all; what is kept for the next call leaves after a second and holds no program back.
  const printed = printedBy(`
    import { DataFrame } from "@framepool/frame";
    const df = new DataFrame({ k: Int32Array.from({ length: 2e5 }, (_, i) => i >> 1), v: Float64Array.from({ length: 2e5 }, (_, i) => i % 7) });
    for (let i = 0; i < 20; i++) df.groupby("k").agg({ v: ["var", "skew", "kurt"] });
    console.log(Math.round(process.memoryUsage().arrayBuffers / 1e6));
  `);
  expect(Number(printed)).toBeLessThan(300);
});
