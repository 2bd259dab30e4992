import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(fileURLToPath(new URL(".tmp-exit-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));
let scripts = 0;

function scriptOf(source: string): string {
  const file = join(folder, `script-${scripts++}.mjs`);
  writeFileSync(file, `import { Pool, Process } from "@framepool/pool";\nimport { setTimeout as sleep } from "node:timers/promises";\n${source}\n`);
  return file;
}

/** Runs a script to its own end; one that does not end by itself fails the test. */
function run(source: string, limit = 15_000): Promise<{ code: number | null; stdout: string; stderr: string; ms: number }> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [scriptOf(source)], { timeout: limit }, (error, stdout, stderr) => {
      if (child.signalCode !== null) reject(new Error(`the script did not end by itself: ${stdout}${stderr}`, { cause: error }));
      else resolve({ code: child.exitCode, stdout, stderr, ms: performance.now() - begin });
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.each(["inline", "threads", "processes"])("a script with a pool of %s ends by itself", (backend) => {
  it("when its work is done, although the pool was never closed", async () => {
    const { code, stdout, stderr } = await run(`
      const pool = new Pool({ processes: 2, backend: "${backend}" });
      console.log(await pool.map((n) => n * 2, [1, 2, 3]));`);
    expect([code, stdout.trim(), stderr]).toEqual([0, "[ 2, 4, 6 ]", ""]);
  });

  it("not before a call is done that nobody awaits", async () => {
    const { code, stdout } = await run(`
      const pool = new Pool({ processes: 1, backend: "${backend}" });
      void pool.apply(() => new Promise((resolve) => setTimeout(resolve, 200, "late"))).then(console.log);`);
    expect([code, stdout.trim()]).toEqual([0, "late"]);
  });

  it("with no complaint about a failure that nobody reads", async () => {
    const { code, stderr } = await run(`
      const pool = new Pool({ processes: 1, backend: "${backend}" });
      void pool.map(() => { throw new Error("unread"); }, [1]);
      void pool.apply(() => Promise.reject(new Error("unread")));
      pool.applyAsync(() => { throw new Error("unread"); });
      pool.imap(() => { throw new Error("unread"); }, [1, 2, 3]);
      await pool.apply(() => 1);`);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("after close and join, and after terminate", async () => {
    const { code, stdout } = await run(`
      const closed = new Pool({ processes: 2, backend: "${backend}" });
      const result = closed.map((n) => n, [1, 2]);
      closed.close();
      await closed.join();
      console.log(await result);
      const ended = new Pool({ processes: 2, backend: "${backend}" });
      const pending = ended.apply(() => new Promise((resolve) => setTimeout(resolve, 60_000).unref())).catch((error) => error.name);
      await sleep(50);
      await ended.terminate();
      console.log(await pending);`);
    expect([code, stdout.trim()]).toEqual([0, "[ 1, 2 ]\nAbortError"]);
  });
});

describe.each(["threads", "processes"])("what workers print: %s", (backend) => {
  it("arrives, to the last line, before join resolves", async () => {
    const { stdout } = await run(`
      const pool = new Pool({ processes: 1, backend: "${backend}" });
      await pool.apply(() => { for (let i = 0; i < 2000; i++) console.log("line " + i); });
      pool.close();
      await pool.join();`);
    expect(stdout.trim().split("\n")).toHaveLength(2000);
  });
});

describe("no orphans", () => {
  const busyPool = (last: string) => `
      const pool = new Pool({ processes: 2, backend: "processes" });
      await pool.map((n) => n, [1, 2], { chunksize: 1 });
      console.log(JSON.stringify(pool.workers.map(({ id }) => id)));
      ${last}`;

  it.each([
    ["exits", "process.exit(0);"],
    ["exits with workers in a loop that never ends", "void pool.map(() => { for (;;); }, [1, 2]); await sleep(200); process.exit(0);"],
    ["throws", 'throw new Error("the end");'],
    ["is killed, with idle workers", 'process.kill(process.pid, "SIGKILL");'],
  ])("when the script %s", async (_, last) => {
    const child = spawn(process.execPath, [scriptOf(busyPool(last))], { stdio: ["ignore", "pipe", "ignore"] });
    let stdout = "";
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    const pids = JSON.parse(stdout) as number[];
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isAlive), { timeout: 5000 }).toEqual([]);
  });
});

describe("a Process and the script that started it", () => {
  it("holds the script until it has ended", async () => {
    const { code, stdout } = await run(`new Process({ target: () => new Promise((resolve) => setTimeout(() => resolve(console.log("child")), 200)) }).start();`);
    expect([code, stdout.trim()]).toEqual([0, "child"]);
  });

  it("does not hold it as a daemon, and ends with it", async () => {
    const { code, stdout, ms } = await run(`
      const daemon = new Process({ target: () => new Promise(() => setInterval(() => 0, 1000)), daemon: true });
      daemon.start();
      console.log(daemon.pid);`);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    await expect.poll(() => isAlive(Number(stdout)), { timeout: 5000 }).toBe(false);
  });

  it("holds it as a daemon while somebody joins it", async () => {
    const { stdout } = await run(`
      const daemon = new Process({ target: () => new Promise((resolve) => setTimeout(resolve, 200, 7)), daemon: true });
      daemon.start();
      console.log(await daemon.result(), daemon.exitcode);`);
    expect(stdout.trim()).toBe("7 0");
  });

  it("prints where the script prints, and a traceback when it fails", async () => {
    const { code, stdout, stderr } = await run(`
      const child = new Process({ target: () => { console.log("out"); throw new RangeError("told"); } });
      child.start();
      await child.join();
      console.log(child.exitcode);`);
    expect([code, stdout.trim()]).toEqual([0, "out\n1"]);
    expect(stderr).toMatch(/Process Process-1 failed: RangeError: told/);
  });

  it("is ended when the script is killed", async () => {
    const child = spawn(process.execPath, [scriptOf('const p = new Process({ target: () => new Promise(() => setInterval(() => 0, 1000)) }); p.start(); console.log(p.pid);')], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) => child.stdout.once("data", (text: Buffer) => resolve(Number(text))));
    await sleep(300);
    child.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});
