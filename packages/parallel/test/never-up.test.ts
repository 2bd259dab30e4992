import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const urlOf = (name: string): string => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
const folder = mkdtempSync(join(tmpdir(), "framepool-never-up-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ASLEEP = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";

/** A script in which no worker thread ever comes to its first line: it does `instead` what is given. */
async function told(body: string, instead = ASLEEP): Promise<{ readonly said: string; readonly code: number | null }> {
  const block = join(folder, "block.cjs");
  const script = join(folder, "script.mjs");
  writeFileSync(block, `if (!require("node:worker_threads").isMainThread) ${instead};\n`);
  writeFileSync(script, `import { DataFrame } from ${JSON.stringify(urlOf("@framepool/frame"))};\nimport { parallel } from ${JSON.stringify(urlOf("@framepool/parallel"))};\n${body}`);
  const child = spawn(process.execPath, [script], { env: { ...process.env, NODE_OPTIONS: `--require ${block}` }, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { said, code };
}

describe("workers that never come up", () => {
  const pipe = "const pipe = (options) => parallel(new DataFrame({ n: [1, 2] }), { workers: 2, partitions: 2, ...options }).apply((row) => row.n);\nconst from = Date.now();\n";

  it("end a run within 30 s, and the process is free", async () => {
    // A clock ten times as fast, of the main thread: half a minute is long for a test.
    const { said, code } = await told(`const { setTimeout: later } = globalThis;\nglobalThis.setTimeout = (fn, ms, ...args) => later(fn, ms / 10, ...args);\n${pipe}await pipe({}).collect().catch(({ code, message }) => console.log(JSON.stringify([code, message, Date.now() - from])));`);
    const [error, message, ms] = JSON.parse(said) as [string, string, number];
    expect([code, error]).toEqual([0, "ERR_FRAMEPOOL_WORKER_EXIT"]);
    expect(message).toContain("30000 ms");
    // Shut-down included.
    expect(ms).toBeGreaterThan(2_900);
    expect(ms).toBeLessThan(3_600 + 1_500);
  }, 60_000);

  it.each([
    ["EAGAIN", "the system starts no more threads and processes here; have fewer workers"],
    ["EMFILE", "the process may open no more files, of which each worker takes some; have fewer workers"],
  ])("since the system refuses one more are an error that says so, and what to do: %s", async (cause, advice) => {
    const { said } = await told(`${pipe}await pipe({}).collect().catch(({ code, message }) => console.log(code, message));`, `throw new Error("${cause}")`);
    expect(said).toContain("ERR_FRAMEPOOL_WORKER_EXIT");
    expect(said).toContain(advice);
  });

  it("do not hold a run that is aborted", async () => {
    const { said } = await told(`${pipe}await pipe({ signal: AbortSignal.timeout(300) }).collect().catch(({ code }) => console.log(JSON.stringify([code, Date.now() - from])));`);
    const [error, ms] = JSON.parse(said) as [string, number];
    expect(error).toBe("ERR_FRAMEPOOL_ABORT");
    expect(ms).toBeLessThan(5_300);
  }, 60_000);
});
