import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Runs a script of a process of its own, whose standard input is a pipe that it has looked at. */
function behindPipe(script: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", `import { fstatSync } from "node:fs"; ${script}`], { cwd: HERE, input: "a\n1\n", encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("modules that are loaded when they are needed, in a process that has looked at a pipe", () => {
  it("are the same that were loaded before, in line", () => {
    expect(behindPipe(`
      import { scanCsv } from "@framepool/parallel";
      fstatSync(0);
      const out = await scanCsv(Buffer.from("a\\n1\\n"), { backend: "inline" }).mapPartitions((part) => { return part; }).collect();
      console.log(JSON.stringify(out.toRows()));`)).toEqual([{ a: 1 }]);
  });

  it("find what they need themselves: acorn, piscina, apache-arrow", () => {
    expect(behindPipe(`
      import { parallelDataFrame } from "@framepool/parallel";
      import { DataFrame } from "@framepool/frame";
      fstatSync(0);
      const out = await parallelDataFrame(new DataFrame({ a: [1, 2] }), (part) => part.assign({ b: part.col("a").map((n) => n * 2) }), 2);
      fstatSync(0);
      const table = await out.toArrow();
      console.log(JSON.stringify([...table.getChild("b")]));`)).toEqual([2, 4]);
  });
});
