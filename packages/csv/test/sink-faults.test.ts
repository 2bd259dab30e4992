import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSink } from "@framepool/csv/internal";
import { AbortError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import "@framepool/csv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "framepool-sink-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const frame = new DataFrame({ a: [1, 2], b: ["x", "é"] });
const isRoot = process.getuid?.() === 0;
const script = fileURLToPath(new URL("./support/half-written.mjs", import.meta.url));

/** A process that has half of a file written, and waits. */
async function halfWritten(how: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, join(folder, "out.csv"), how], { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((resolve) => child.stdout!.once("data", resolve));
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    // It may have ended before anybody asks.
    if (child.exitCode !== null || child.signalCode !== null) resolve({ code: child.exitCode, signal: child.signalCode });
    else child.once("exit", (code, signal) => resolve({ code, signal }));
  });

// Windows ends a process without a signal that it could see.
describe.skipIf(process.platform === "win32")("a process that ends in the middle of a file", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s leaves the old one and nothing beside it, and ends as it would", async (signal) => {
    await writeFile(join(folder, "out.csv"), "old");
    const child = await halfWritten("waits");
    expect(await readdir(folder)).toHaveLength(2);
    child.kill(signal);
    expect(await ended(child)).toEqual({ code: null, signal });
    expect(await readdir(folder)).toEqual(["out.csv"]);
    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("old");
  });

  it.each([["exits", 3], ["fails", 1]])("since it %s leaves nothing", async (how, exitCode) => {
    expect(await ended(await halfWritten(how as string))).toEqual({ code: exitCode, signal: null });
    expect(await readdir(folder)).toEqual([]);
  });

  it("while it has a listener of its own for the signal goes on", async () => {
    const child = await halfWritten("listens");
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 0, signal: null });
    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("half whole");
  });

  it("by SIGKILL leaves what the next run sweeps, which leaves that of living ones and all else", async () => {
    const [dead, living] = [await halfWritten("waits"), await halfWritten("waits")];
    dead.kill("SIGKILL");
    await ended(dead);
    const left = await readdir(folder);
    expect(left).toHaveLength(2);
    const [own] = left.filter((name) => name.includes(`-${String(dead.pid)}-`));
    const others = [".out.csv.tmp", "framepool.tmp", own!.replace(/-[0-9a-f]{8}-/, "-00000000-"), own!.replace(`-${String(dead.pid)}-`, `-${String(process.pid)}-`)];
    for (const name of others) await writeFile(join(folder, name), "");
    await frame.toCsv(join(folder, "other.csv"));
    const now = await readdir(folder);
    expect(now).not.toContain(own);
    // The number of a living process, but not its start: that one has ended. Where the system does not say it is left.
    expect(now.filter((name) => !name.includes(`-${String(process.pid)}-`)).sort()).toEqual([...others.slice(0, 3), "other.csv", left.find((name) => name !== own)].sort());
    if (existsSync("/proc/self/stat")) expect(now).not.toContain(others[3]);
    living.kill("SIGTERM");
    await ended(living);
    expect((await readdir(folder)).some((name) => name.includes(`-${String(living.pid)}-`))).toBe(false);
  });
});

describe("a file that is replaced", () => {
  it("may have a name as long as names can be, and no letters of ours", async () => {
    for (const name of ["n".repeat(255), `${"日".repeat(80)}.csv`, ".csv", "-", "a\nb.csv"]) {
      await frame.toCsv(join(folder, name), { compression: null });
      expect(await readdir(folder)).toEqual([name]);
      await rm(join(folder, name));
    }
    await expect(frame.toCsv(join(folder, "n".repeat(256)))).rejects.toThrow("its name is too long");
  });

  it.runIf(isRoot)("keeps its owner", async () => {
    const path = join(folder, "out.csv");
    await writeFile(path, "old");
    await chown(path, 1234, 1235);
    await chmod(path, 0o4640);
    await frame.toCsv(path);
    const { uid, gid, mode } = await stat(path);
    expect([uid, gid, mode & 0o7777]).toEqual([1234, 1235, 0o4640]);
  });

  // Root may write anywhere, and Windows has no modes.
  it.skipIf(isRoot || process.platform === "win32")("must be one that may be written, in a folder that takes files", async () => {
    const path = join(folder, "out.csv");
    await writeFile(path, "old");
    await chmod(path, 0o444);
    await expect(frame.toCsv(path)).rejects.toThrow(`cannot write ${path}: permission denied`);
    await chmod(path, 0o644);
    await chmod(folder, 0o555);
    await expect(frame.toCsv(path)).rejects.toThrow(`its folder ${folder} takes no new file`);
    await chmod(folder, 0o755);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["out.csv"]);
  });

  it("is one name of it: another keeps the old file", async () => {
    await writeFile(join(folder, "out.csv"), "old");
    await link(join(folder, "out.csv"), join(folder, "other.csv"));
    await frame.toCsv(join(folder, "out.csv"));
    expect(await readFile(join(folder, "other.csv"), "utf8")).toBe("old");
  });

  it("says so when its temporary file or its folder is taken away", async () => {
    const place = join(folder, "place");
    await mkdir(place);
    const sink = await openSink(join(place, "out.csv"));
    await sink.write(Buffer.from("a\n"));
    for (const name of await readdir(place)) await rm(join(place, name));
    await expect(sink.commit()).rejects.toThrow("its temporary file was removed while it was written");
    const resting = await openSink(join(place, "out.csv"));
    await resting.write(Buffer.from("a\n"));
    await resting.rest();
    for (const name of await readdir(place)) await rm(join(place, name));
    await expect(resting.write(Buffer.from("b\n"))).rejects.toThrow("its temporary file was removed while it was written");
    expect(await readdir(place)).toEqual([]);
    const second = await openSink(join(place, "out.csv"));
    await rm(place, { recursive: true });
    await expect(second.commit()).rejects.toThrow("its folder does not exist");
  });

  it("leaves no listener, whatever becomes of it", async () => {
    const count = () => ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((event) => process.listenerCount(event));
    const before = count();
    await frame.toCsv(join(folder, "out.csv"));
    await (await openSink(join(folder, "out.csv"))).abort();
    await openSink(join(folder, "none", "out.csv")).catch(() => undefined);
    expect(count()).toEqual(before);
  });
});

describe.runIf(process.platform === "linux")("a disk that fills up", () => {
  it("at a limit of a file's size is a SinkError, and leaves the old file", async () => {
    await writeFile(join(folder, "out.csv"), "old");
    const limited = spawn("sh", ["-c", `ulimit -f 8; exec "$0" "$@"`, process.execPath, script, join(folder, "out.csv"), "writes much"], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    limited.stdout.on("data", (text: Buffer) => (said += text.toString()));
    expect(await ended(limited)).toEqual({ code: 7, signal: null });
    expect(said).toContain("a file may not be so large here");
    expect(await readdir(folder)).toEqual(["out.csv"]);
    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("old");
  });

  it("is a SinkError too", async (context) => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "none", disk], { stdio: "ignore" });
    } catch {
      return context.skip("this user may not mount a file system");
    }
    try {
      await writeFile(join(disk, "out.csv"), "old");
      const much = new DataFrame({ n: Array.from({ length: 200_000 }, (_, i) => i) });
      for (const name of ["out.csv", "new.csv"]) await expect(much.toCsv(join(disk, name))).rejects.toThrow(`cannot write ${join(disk, name)}: no space is left on the device`);
      expect(await readdir(disk)).toEqual(["out.csv"]);
      expect(await readFile(join(disk, "out.csv"), "utf8")).toBe("old");
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

// Windows has no named pipes in its file system.
describe.skipIf(process.platform === "win32")("a named pipe", () => {
  it("is waited for until it has a reader, or the run is cancelled", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const signal = AbortSignal.timeout(100);
    await expect(openSink(path, { signal })).rejects.toThrow(AbortError);
    const writing = frame.toCsv(path);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const read = spawn("cat", [path]);
    const text: Buffer[] = [];
    read.stdout.on("data", (chunk: Buffer) => text.push(chunk));
    await Promise.all([writing, ended(read)]);
    expect(Buffer.concat(text).toString()).toBe("a,b\n1,x\n2,é\n");
  });

  it("whose reader has had enough ends quietly; given up in the middle of a write, it is closed at once", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const much = new DataFrame({ n: Array.from({ length: 300_000 }, (_, i) => i) });
    const reader = spawn("head", ["-c", "5", path]);
    await much.toCsv(path);
    await ended(reader);
    const holder = spawn("sh", ["-c", `exec sleep 20 < "$0"`, path]);
    const sink = await openSink(path);
    const written = Promise.allSettled([sink.write(Buffer.alloc(1 << 20))]);
    await sink.abort();
    await written;
    expect(holder.exitCode).toBe(null);
    holder.kill();
  });
});
