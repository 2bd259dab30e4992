import { execFileSync, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readCsv } from "@framepool/csv";
import { openSink } from "@framepool/csv/internal";
import { CaptureError, SinkError, whileImporting } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "framepool-csv-"));
});
afterEach(() => rm(folder, { recursive: true }));

const frame = new DataFrame({ a: [1, 2], b: ["x", "é"] });
const CSV = "a,b\n1,x\n2,é\n";

describe("a file", () => {
  it("is written whole, to a path or a file URL, and reads back", async () => {
    const path = join(folder, "out.csv");
    await frame.toCsv(path);
    expect(await readFile(path, "utf8")).toBe(CSV);
    await frame.toCsv(pathToFileURL(path), { header: false });
    expect(await readFile(path, "utf8")).toBe("1,x\n2,é\n");
    expect(await readdir(folder)).toEqual(["out.csv"]);
  });

  it("is none where the path says that it is a folder", async () => {
    await expect(frame.toCsv(`${folder}/new/`)).rejects.toThrow(/cannot write .*new\/: it is a folder/);
    expect(await readdir(folder)).toEqual([]);
  });

  it("of many rows is the same as their text", async () => {
    const many = new DataFrame({ n: Array.from({ length: 100_000 }, (_, i) => i / 8) });
    await many.toCsv(join(folder, "many.csv"));
    expect(await readFile(join(folder, "many.csv"), "utf8")).toBe(many.toCsv());
  });

  it("is the old one until the end, and stays it when writing fails or is given up", async () => {
    const path = join(folder, "out.csv");
    await writeFile(path, "old");
    const sink = await openSink(path);
    await sink.write(Buffer.from("new"));
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toHaveLength(2);
    await sink.abort();
    await expect(new DataFrame({ l: [[1]] }).toCsv(path)).rejects.toThrow('column "l"');
    await expect(frame.toCsv(path, { columns: ["c"] })).rejects.toThrow('no column "c"');
    await expect(new DataFrame({ s: ["日"] }).toCsv(path, { encoding: "latin1" })).rejects.toThrow('"日" cannot be written in latin1');
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["out.csv"]);
  });

  it("that was given up is not opened again by who still writes: nobody would close it", async () => {
    const [path, open] = [join(folder, "left.csv"), async () => (await readdir("/proc/self/fd").catch(() => [])).length];
    const before = await open();
    for (const first of ["write", "abort"] as const) {
      const sink = await openSink(path);
      await sink.rest();
      // Both at once, as where a run is cancelled while a part is written.
      const both = first === "write" ? [sink.write(Buffer.from("a\n")), sink.abort()] : [sink.abort(), sink.write(Buffer.from("a\n"))];
      await Promise.allSettled(both);
      await expect(sink.write(Buffer.from("b\n"))).rejects.toThrow(SinkError);
    }
    expect(await open()).toBe(before);
    expect((await readdir(folder)).filter((name) => name.includes("left"))).toEqual([]);
  });

  it("keeps its permissions, and a link stays a link", async () => {
    await mkdir(join(folder, "data"));
    const real = join(folder, "data", "real.csv");
    await writeFile(real, "old");
    await chmod(real, 0o640);
    await symlink(join("data", "real.csv"), join(folder, "link.csv"));
    await symlink(join("data", "new.csv"), join(folder, "dangling.csv"));
    await frame.toCsv(join(folder, "link.csv"));
    await frame.toCsv(join(folder, "dangling.csv"));
    expect(await readFile(real, "utf8")).toBe(CSV);
    expect((await stat(real)).mode & 0o777).toBe(0o640);
    expect((await readdir(join(folder, "data"))).sort()).toEqual(["new.csv", "real.csv"]);
  });

  it("may be in another encoding", async () => {
    for (const encoding of ["utf-8-sig", "utf16le", "utf-16", "latin1", "windows-1252"]) {
      const path = join(folder, `${encoding}.csv`);
      await frame.toCsv(path, { encoding });
      expect((await readCsv(path, { encoding })).toRows()).toEqual(frame.toRows());
    }
    expect((await readFile(join(folder, "utf-8-sig.csv"))).subarray(0, 4)).toEqual(Buffer.from("\ufeffa"));
  });
});

describe("what cannot be written", () => {
  it("is a SinkError that names path and reason", async () => {
    await expect(frame.toCsv(join(folder, "no", "x.csv"))).rejects.toThrow(`cannot write ${join(folder, "no", "x.csv")}: its folder does not exist`);
    await expect(frame.toCsv(folder)).rejects.toThrow("it is a folder");
    await writeFile(join(folder, "file"), "");
    const error: unknown = await frame.toCsv(join(folder, "file", "x.csv")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SinkError);
    expect(error).toMatchObject({ path: join(folder, "file", "x.csv"), message: expect.stringContaining("its folder is a file") as string });
  });

  it("is a full device", async (context) => {
    if (!(await stat("/dev/full").catch(() => null))) return context.skip();
    await expect(frame.toCsv("/dev/full")).rejects.toThrow("cannot write /dev/full: no space is left on the device");
  });

  it("is a sink that a task's module opens while a worker imports it", async () => {
    const opening = whileImporting("task.js", () => openSink(join(folder, "x.csv")));
    await expect(opening).rejects.toBeInstanceOf(CaptureError);
  });
});

// Windows has no named pipes in its file system.
describe.skipIf(process.platform === "win32")("a pipe", () => {
  it("is written directly, and stays a pipe", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const reader = spawn("cat", [path]);
    const read: Buffer[] = [];
    reader.stdout.on("data", (chunk: Buffer) => read.push(chunk));
    const closed = new Promise((resolve) => reader.on("close", resolve));
    await frame.toCsv(path);
    await closed;
    expect(Buffer.concat(read).toString()).toBe(CSV);
    expect((await stat(path)).isFIFO()).toBe(true);
  });

  it("whose reader dies ends the writing with a SinkError", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const reader = spawn("head", ["-c", "1", path]);
    const sink = await openSink(path);
    const chunk = Buffer.alloc(1 << 20, "x");
    const writing = (async () => {
      for (let i = 0; i < 64; i++) await sink.write(chunk);
    })();
    await expect(writing).rejects.toThrow(`cannot write ${path}: its reader has gone`);
    await sink.abort();
    reader.kill();
  });
});
