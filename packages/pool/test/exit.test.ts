import { execFile, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

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

// Windows has no named pipes in its file system: whoever reads one is in a call that no one interrupts, until something is written.
describe.skipIf(process.platform === "win32")("a thread that cannot be ended", () => {
  const pipe = join(folder, "pipe");
  beforeAll(() => execFileSync("mkfifo", [pipe]));
  const stuck = `import { writeFileSync } from "node:fs"; const stuck = async (pipe) => (await import("node:fs")).readFileSync(pipe); const pipe = ${JSON.stringify(pipe)};`;
  // Node itself waits for its threads at the end of a process.
  const letGo = "writeFileSync(pipe, '');";

  it.each(["close", "terminate"] as const)("does not hold the end of a pool (%s)", async (how) => {
    const { code, stdout } = await run(`${stuck}
      const pool = new Pool({ processes: 1 });
      console.log((await pool.apply(stuck, [pipe], { timeout: 300 }).catch((error) => error)).code, await pool.apply((n) => n + 1, [1]));
      pool.${how}();
      await pool.join();
      console.log("joined");
      ${letGo}
      process.exitCode = 7;`);
    expect(stdout.trim().split("\n")).toEqual(["ERR_FRAMEPOOL_TIMEOUT 2", "joined"]);
    expect(code).toBe(7);
  });

  it("does not hold calls that wait for it to start", async () => {
    const { code, stdout } = await run(`${stuck}
      const pool = new Pool({ processes: 1, initializer: stuck, initargs: [pipe] });
      const call = pool.apply((n) => n, [1]).catch((error) => error);
      await sleep(1000);
      await pool.terminate();
      await pool.join();
      console.log((await call).code);
      ${letGo}`);
    expect([code, stdout.trim()]).toEqual([0, "ERR_FRAMEPOOL_ABORT"]);
  });
});

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

describe.each(["threads", "processes"])("what several workers print: %s", (backend) => {
  it("arrives in whole lines, each with its worker's name, and every worker's in order", async () => {
    const { stdout, stderr } = await run(`
      const pool = new Pool({ processes: 2, backend: "${backend}" });
      await pool.map(async (n) => {
        for (let i = 0; i < 200; i++) {
          process.stdout.write(n + ":" + i);
          if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
          process.stdout.write(" é\\n");
          if (i % 50 === 0) console.error("to stderr " + n + "\\nand more");
        }
      }, [0, 1], { chunksize: 1 });
      await pool.apply(() => void process.stdout.write("no end of line"));
      pool.close();
      await pool.join();`);
    const lines = stdout.trimEnd().split("\n").map((line) => /^\[(\w+PoolWorker-\d+)\] (.*)$/.exec(line)!.slice(1) as [string, string]);
    expect(lines.filter(([, text]) => text === "no end of line")).toHaveLength(1);
    for (const n of [0, 1]) {
      const own = lines.filter(([, text]) => text.startsWith(`${n}:`));
      expect(own.map(([, text]) => text)).toEqual(Array.from({ length: 200 }, (_, i) => `${n}:${i} é`));
      expect(new Set(own.map(([name]) => name)).size).toBe(1);
    }
    expect(stderr.trimEnd().split("\n").filter((line) => /^\[\w+PoolWorker-\d+\] (to stderr \d|and more)$/.test(line))).toHaveLength(16);
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

/** Command lines of the processes that are there, of those that mention `mark`. */
function processTable(mark: string): string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => {
      try {
        // A process that has ended and waits to be reaped has no command line.
        return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .filter((line) => line.includes(mark));
}

// The process table is looked up as Linux shows it, and Windows has no such signals.
describe.skipIf(process.platform !== "linux")("Ctrl-C and its like leave nothing in the process table", () => {
  const everyKind = `
      const threads = new Pool(2);
      const workers = new Pool({ processes: 2, backend: "processes" });
      const loop = () => { console.log("begun"); for (;;); };
      const target = () => { console.log("[child] begun"); for (;;); };
      new Process({ target, name: "a" }).start();
      new Process({ target, name: "b", daemon: true }).start();
      void threads.map(loop, [1, 2], { chunksize: 1 });
      void workers.map(loop, [1, 2], { chunksize: 1 });`;

  it.each([
    ["SIGINT to the group, as a terminal sends it", "SIGINT", true],
    ["SIGINT to the script alone", "SIGINT", false],
    ["SIGTERM to the script alone", "SIGTERM", false],
    ["SIGHUP to the script alone", "SIGHUP", false],
  ] as const)("%s, with workers and children in loops that never end", async (_, signal, group) => {
    const mark = `ctrl-c-${randomUUID()}`;
    const file = scriptOf(everyKind);
    const child = spawn(process.execPath, [file, mark], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    let stdout = "";
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    await expect.poll(() => stdout.match(/begun/g)?.length, { timeout: 15_000 }).toBe(6);
    const before = childrenOf(child.pid!);
    expect(before).toHaveLength(4);
    process.kill(group ? -child.pid! : child.pid!, signal);
    const [code, by] = await new Promise<[number | null, string | null]>((resolve) => child.once("exit", (...ended) => resolve(ended)));
    expect([code, by]).toEqual([null, signal]);
    await expect.poll(() => [...before.filter(isAlive), ...processTable(mark)], { timeout: 3000 }).toEqual([]);
  });

  it("a script that listens itself decides; when it exits, its workers do", async () => {
    const child = spawn(process.execPath, [scriptOf(`
      process.on("SIGINT", () => { console.log("asked"); setTimeout(() => process.exit(7), 50); });
      const pool = new Pool({ processes: 1, backend: "processes" });
      void pool.apply(() => { console.log("begun"); for (;;); });`)], { stdio: ["ignore", "pipe", "ignore"] });
    let stdout = "";
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    await expect.poll(() => stdout, { timeout: 15_000 }).toMatch(/begun/);
    const before = childrenOf(child.pid!);
    child.kill("SIGINT");
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(7);
    expect(stdout).toMatch(/asked/);
    await expect.poll(() => before.filter(isAlive), { timeout: 3000 }).toEqual([]);
  });
});

/** Process ids of the children of a process, from the process table. */
function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        // pid (name) state ppid …
        return readFileSync(`/proc/${entry}/stat`, "latin1").split(") ").at(-1)!.split(" ")[1] === String(pid);
      } catch {
        return false;
      }
    })
    .map(Number);
}

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
