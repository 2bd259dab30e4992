// What a user's module may do to the process that runs it: end it, hold it, never end. Inputs are small, where nothing but this asks for threads.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin/framepool.js", import.meta.url));
const folder = mkdtempSync(fileURLToPath(new URL(".tmp-functions-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** `run` of a module of that text. */
function start(text: string, ...flags: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  writeFileSync(join(folder, "transform.mjs"), text);
  const child = spawn(process.execPath, [bin, "run", "transform.mjs", "in.csv", "-o", "out.csv", ...flags], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (some: Buffer) => (out += some.toString()));
  child.stderr.on("data", (some: Buffer) => (err += some.toString()));
  return { child, ended: new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err }))) };
}

const run = (text: string, ...flags: readonly string[]): Promise<Ended> => start(text, ...flags).ended;
const left = (): string[] => readdirSync(folder).filter((name) => name.includes(".tmp"));

beforeEach(() => {
  writeFileSync(join(folder, "in.csv"), "a,b\n1,x\n2,y\n");
  writeFileSync(join(folder, "out.csv"), "old");
});

describe("a function of a small input", () => {
  it.each([
    ["ends its thread", "export default () => process.exit(0);\n", "WorkerExitError: ThreadPoolWorker-1 exited with code 0 while it ran partition 0 (rows 0 to 1, lines 2 to 3 of in.csv"],
    ["leaves a rejection behind", 'export default (df) => { Promise.reject(new Error("lost")); return df; };\n', "ended by an error that nobody caught (Error: lost) while it ran partition 0"],
    ["leaves one behind in a step", 'export const pipeline = (pipe) => pipe.filter(() => { Promise.reject(new Error("lost")); return true; });\n', "ended by an error that nobody caught (Error: lost) while it ran partition 0"],
    ["lets a callback fail", 'export default async (df) => { setTimeout(() => { throw new Error("late"); }, 1); await new Promise((done) => setTimeout(done, 200)); return df; };\n', "ended by an error that nobody caught (Error: late) while it ran partition 0"],
  ])("that %s fails the run, and leaves the old file", async (_, text, message) => {
    expect(await run(text)).toMatchObject({ code: 1, out: "", err: expect.stringContaining(message) as string });
    expect([readFileSync(join(folder, "out.csv"), "utf8"), left()]).toEqual(["old", []]);
  });

  it.each<[string, string, NodeJS.Signals, number]>([
    ["never yields", "export default () => { for (;;); };\n", "SIGINT", 130],
    ["never yields", "export default () => { for (;;); };\n", "SIGTERM", 143],
    ["never settles", "export default () => new Promise(() => {});\n", "SIGTERM", 143],
  ])("that %s is ended by a signal: %s", async (_, text, signal, code) => {
    const { child, ended } = start(text);
    await sleep(2500);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, err: "framepool: interrupted; an output file is as it was before\n" });
    expect([readFileSync(join(folder, "out.csv"), "utf8"), left()]).toEqual(["old", []]);
  });

  it("that never ends is ended by --timeout", async () => {
    expect(await run("export default () => { for (;;); };\n", "--timeout", "300")).toMatchObject({ code: 1, err: expect.stringContaining("did not end within 300 ms") as string });
  });

  it.each([
    ["the function", 'export default (df) => { setInterval(() => {}, 50); console.log("printed"); return df; };\n'],
    ["its module", 'setInterval(() => {}, 50);\nexport default (df) => { console.log("printed"); return df; };\n'],
  ])("whose work is done is over, whatever %s holds open, and what it printed is there", async (_, text) => {
    expect(await run(text)).toMatchObject({ code: 0, out: expect.stringContaining("printed\n") as string, err: expect.stringContaining("1 part on 1 thread") as string });
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe("a,b\n1,x\n2,y\n");
  });
});

describe("a module that", () => {
  it.each([
    ["waits for ever", "await new Promise(() => {});\nexport default (df) => df;\n", "nothing goes on any more"],
    ["has a pipeline that waits for ever", "export const pipeline = () => new Promise(() => {});\n", "nothing goes on any more"],
    ["ends the process", "process.exit(0);\nexport default (df) => df;\n", "the process was ended before the work was done (process.exit(0)"],
    ["ends the process as one that failed", "process.exit(255);\nexport default (df) => df;\n", "the process was ended before the work was done (process.exit(255)"],
  ])("%s fails the run, and says so", async (_, text, message) => {
    expect(await run(text, "--report", "report.json")).toMatchObject({ code: 1, out: "", err: expect.stringMatching(new RegExp(`^framepool: ${message.replace(/[()]/g, "\\$&")}.*\\n$`)) as string });
    expect([readFileSync(join(folder, "out.csv"), "utf8"), left(), existsSync(join(folder, "report.json"))]).toEqual(["old", [], false]);
  });

  it("never yields is ended by a signal", async () => {
    for (const text of ["for (;;);\n", "export const pipeline = () => { for (;;); };\n"]) {
      const { child, ended } = start(text, "--report", "report.json");
      await sleep(2000);
      child.kill("SIGINT");
      expect([(await ended).signal, left()]).toEqual(["SIGINT", []]);
    }
  });

  it.each([
    ["throws", "function f() {\n  null.x;\n}\nf();\nexport default (df) => df;\n", "TypeError: Cannot read properties of null", 2],
    ["has a pipeline that throws", "const f = () => { throw new RangeError('why'); };\nexport const pipeline = () => f();\n", "RangeError: why", 2],
    ["has a pipeline that misspells a verb", "export const pipeline = (pipe) => pipe.filtre(() => true);\n", "TypeError: pipe.filtre is not a function", 1],
    ["has a callback that throws", "setTimeout(() => { throw new Error('later'); }, 1);\nawait new Promise((done) => setTimeout(done, 500));\nexport default (df) => df;\n", "Error: later", 1],
    ["leaves a rejection behind", "Promise.reject(new Error('lost'));\nawait new Promise((done) => setTimeout(done, 500));\nexport default (df) => df;\n", "Error: lost", 1],
  ])("%s is told with its own lines alone", async (_, text, message, frames) => {
    const { code, err } = await run(text);
    const lines = err.trimEnd().split("\n");
    expect([code, lines[0]]).toEqual([1, expect.stringContaining(`framepool: ${message}`)]);
    expect(lines.slice(1).map((line) => /transform\.mjs:\d+:\d+\)?$/.test(line))).toEqual(Array.from({ length: frames }, () => true));
  });
});
