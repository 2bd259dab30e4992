import { execFileSync, spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "framepool-pipes-"));
afterAll(() => rmSync(folder, { recursive: true }));

let pipes = 0;
const rows = `a,b\n${Array.from({ length: 500 }, (_, i) => `${String(i)},x\n`).join("")}`;

/** Runs a program over a pipe, whose writer gives `text` and then stays, or (null) never comes; what it prints, once it has ended by itself. */
async function ended(program: string, text: string | null): Promise<string> {
  const path = join(folder, `pipe-${String(pipes++)}`);
  execFileSync("mkfifo", [path]);
  const script = `${path}.mjs`;
  writeFileSync(script, `import { readCsv, scanArrow, scanCsv } from ${JSON.stringify(pathToFileURL(join(root, "packages", "parallel", "dist", "index.js")).href)};\nconst path = ${JSON.stringify(path)};\nconst soon = AbortSignal.timeout(300);\nconst say = (error) => console.log(error.name);\n${program}`);
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  // Both ends, so that it opens at once; it keeps a writer there.
  const writer = text === null ? null : openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  if (writer !== null) writeSync(writer, text!);
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  const code = await new Promise((resolve) => child.on("close", (exitCode, signal) => resolve(signal ?? exitCode)));
  clearTimeout(timer);
  if (writer !== null) closeSync(writer);
  return `${out.trim()}, ${String(code)}`;
}

const way = '{ dtype: "string", workers: 2, partitionBytes: 1000 }';

// A pipe is not waited for without end on Linux only.
describe.runIf(process.platform === "linux")("a program that reads a pipe ends", () => {
  it.each([
    ["before anybody writes", null],
    ["when whoever writes pauses", rows],
    ["in the middle of a row", "a,b\n1,x\n2"],
  ])("when its run is aborted %s", async (_when, text) => {
    expect(await ended(`await scanCsv(path, { ...${way}, signal: soon }).collect().catch(say);`, text)).toBe("AbortError, 0");
    expect(await ended("await readCsv(path, { signal: soon }).catch(say);", text)).toBe("AbortError, 0");
    expect(await ended('await scanCsv(path, { skiprows: [3], signal: soon }).collect().catch(say);', text)).toBe("AbortError, 0");
  });

  it("when it is to be read as Arrow, which is not read in order", async () => {
    for (const text of [null, "ARROW1"]) expect(await ended("await scanArrow(path, { signal: soon }).collect().catch((error) => console.log(error.message.replace(path, 'pipe')));", text)).toBe("cannot read pipe as Arrow IPC: it is no regular file, and Arrow is not read in order here; write it to a file first, and read that, 0");
  });

  it("when its function throws, while whoever writes pauses", async () => {
    expect(await ended(`await scanCsv(path, ${way}).apply((row) => { if (row.a === "10") throw new RangeError(); return row.a; }).collect().catch(say);`, rows)).toBe("TaskError, 0");
    expect(await ended(`await scanCsv(path, ${way}).forEachBatch(() => { throw new RangeError(); }).catch(say);`, rows)).toBe("TaskError, 0");
  });

  it("when it has the rows that it wants, while whoever writes pauses", async () => {
    expect(await ended(`console.log((await scanCsv(path, ${way}).head(3).collect()).numRows);`, rows)).toBe("3, 0");
    expect(await ended(`console.log((await scanCsv(path, ${way}).filter((row) => row.a > "1").head(3).collect()).numRows);`, rows)).toBe("3, 0");
  });

  it("when a run over its standard input is aborted, which stays open", async () => {
    expect(await ended(`await scanCsv(process.stdin, { ...${way}, signal: soon }).collect().catch(say);`, null)).toBe("AbortError, 0");
    expect(await ended("await readCsv(process.stdin, { signal: soon }).catch(say);", null)).toBe("AbortError, 0");
  });
});
