import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** Whether the frame's code that waits is loaded, after each line of a script. */
function loadedAfter(...lines: string[]): boolean[] {
  const script = `
    const { createRequire } = await import("node:module");
    const { DataFrame } = await import("framepool");
    const df = new DataFrame({ name: ["Ann", "Bo"], fare: [7.25, null], year: [1, 2] });
    const loaded = [];
    ${lines.map((line) => `${line}; loaded.push(Object.keys(createRequire(import.meta.url).cache).some((file) => file.endsWith("later.cjs")));`).join("\n")}
    console.log(JSON.stringify(loaded));`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", cwd: new URL("../..", import.meta.url) })) as boolean[];
}

describe("code that waits until it is called", () => {
  it("is not read for what nearly every function does", () => {
    const lines = [
      "df.assign({ length: df.col('name').map((name) => name.length) })",
      "df.select(['name']).rename({ name: 'who' }).drop('who')",
      "df.filter((row) => row.fare !== null).head(1)",
      "df.col('year').add(df.col('fare')).gt(3)",
      "df.apply((row) => row.year)",
      "df.slice(0, 1)",
    ];
    expect(loadedAfter(...lines)).toEqual(lines.map(() => false));
  });

  it("is read with the first call of it, and gives the same values", () => {
    expect(loadedAfter("df.head()", "if (df.sortValues('year', { ascending: false }).toRows()[0].name !== 'Bo') throw new Error('not sorted')")).toEqual([false, true]);
  });
});
