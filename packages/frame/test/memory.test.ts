import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("results that nobody needs any more are given back while a loop makes others", () => {
  // 2.4 GB in all.
  const program = `
    import { DataFrame } from "@framepool/frame";
    const df = new DataFrame({ a: Float64Array.from({ length: 1e6 }, (_, i) => i) });
    let most = 0;
    for (let i = 0; i < 300; i++) {
      df.col("a").add(1);
      if (i % 10 === 0) most = Math.max(most, process.memoryUsage().rss);
    }
    console.log(Math.round(most / 1e6));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: import.meta.dirname, encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  expect(Number(stdout)).toBeLessThan(1500);
});
