import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const titanic = join(root, "..", "shared", "data");
const out = mkdtempSync(join(tmpdir(), "framepool-examples-"));
afterAll(() => rmSync(out, { recursive: true }));

/** Runs a story as its reader would: node with tsx, from the root. Gives its lines. */
async function run(story: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", join("docs", "examples", story), ...args], { cwd: root });
  return stdout.trimEnd().split("\n");
}

const seconds = (lines: string[]) => Number(/run time\(sec\) : (\d+)/.exec(lines.at(-1)!)![1]);

// Sleeps nearly all the time, so the others need not wait for it.
const serial = run("pool/serial.ts");
serial.catch(() => undefined); // its test says so, when it comes

describe("twelve values", () => {
  it("take three on a pool of four, which gives their results in order", async () => {
    const lines = await run("pool/pool.ts");
    // What a worker prints has its name before it.
    const done = lines.map((line) => /^\[(\S+)\] value (\d+) is in \1$/.exec(line)).filter((line) => line !== null);
    expect(done.map(([, , value]) => Number(value)).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const byWorker = new Map<string, number>();
    for (const [, worker] of done) byWorker.set(worker!, (byWorker.get(worker!) ?? 0) + 1);
    expect([...byWorker.values()]).toEqual([3, 3, 3, 3]);
    expect(lines.join("").replaceAll(/\s/g, "")).toContain("[1,32,243,1024,3125,7776,16807,32768,59049,100000,161051,248832]");
    expect(seconds(lines)).toBe(3);
  });
});

describe("a dataframe in parallel", () => {
  it("adds the length of every generated passenger's name", async () => {
    const target = join(out, "passengers.csv");
    await run("parallel-dataframe/parallel-dataframe.ts", "datasets/passengers.csv", target);
    const [header, ...rows] = readFileSync(target, "utf8").trimEnd().split("\n");
    expect(header).toMatch(/,length_str$/);
    expect(rows).toHaveLength(2000);
    // Unquoted names hold no comma: their length can be read off the line itself.
    for (const row of rows.filter((line) => !line.includes('"'))) expect(Number(row.split(",").at(-1))).toBe(row.split(",")[3]!.length);
  });

  it.runIf(existsSync(titanic))("writes the bytes that pandas writes for the Titanic's passengers", async () => {
    const target = join(out, "titanic.csv");
    await run("parallel-dataframe/parallel-dataframe.ts", join(titanic, "titanic.csv"), target);
    expect(readFileSync(target, "utf8")).toBe(readFileSync(join(titanic, "titanic-length.csv"), "utf8"));
  });
  if (!existsSync(titanic)) console.warn("SKIPPED: the Titanic file is not beside this repository; its story ran on generated passengers only");
});

describe("nine processes", () => {
  it("have nine process ids, and end with exit code 0", async () => {
    const lines = await run("processes/processes.ts");
    const ids = lines.filter((line) => line.startsWith("value ")).map((line) => /PID : (\d+)$/.exec(line)![1]);
    expect(new Set(ids).size).toBe(9);
    expect(lines.at(-1)).toBe("exit codes : 0 0 0 0 0 0 0 0 0");
  });
});

describe("the same twelve values", () => {
  it("take twelve seconds one after the other", async () => {
    const lines = await serial;
    expect(lines.filter((line) => line.startsWith("value "))).toHaveLength(12);
    expect(lines.join(" ")).toContain("161051");
    expect(seconds(lines)).toBe(12);
  });
});
