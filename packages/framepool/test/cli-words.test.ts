// What the command line says is said of flags, and what it is told means the same for every command.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin/framepool.js", import.meta.url));
const folder = mkdtempSync(fileURLToPath(new URL(".tmp-words-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function framepool(args: readonly string[], input = ""): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  child.stdin.on("error", () => undefined).end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

write("same.mjs", "export default (df) => df;\n");
write("in.csv", "a,b\n1,x\n2,y\n");
write("long.csv", "a,b\n1,2,3\n");
write("open.csv", 'a,b\n1,"2\n');
write("latin.csv", Buffer.from("a,b\n1,\xe9\n", "latin1"));
write("packed.csv", gzipSync("a,b\n1,2\n"));
write("more.csv.gz", Buffer.concat([gzipSync("a,b\n1,2\n"), Buffer.from("more")]));
symlinkSync("circle.csv", join(folder, "circle.csv"));

describe("a message names the flag:", () => {
  it.each([
    ["of bad lines", ["head", "long.csv"], 1, "--on-bad-lines skip leaves such rows out"],
    ["of quotes", ["run", "same.mjs", "open.csv"], 1, "read quotes as text with --quotechar none"],
    ["of the encoding", ["schema", "latin.csv"], 1, "say how the text is encoded, as in --encoding latin1"],
    ["of the compression", ["run", "same.mjs", "packed.csv"], 1, "read them with --compression gzip"],
    ["of standard output's compression", ["run", "same.mjs", "in.csv", "--out-compression", "gzip"], 2, "--out-compression is that of a file; give -o a name, or pipe standard output through gzip"],
    ["of standard input twice", ["run", "same.mjs", "-", "-"], 1, "is read once; give the path of a file"],
    ["of errors", ["run", "same.mjs", "in.csv", "--max-errors", "3"], 2, "--max-errors bounds errors that do not end the run: give --on-error skip, null or collect, too"],
    ["of quoting to write", ["run", "same.mjs", "in.csv", "--out-quoting", "none", "--out-sep", "1"], 2, "there is no --out-escapechar; give one, or another --out-quoting"],
  ])("%s", async (_, args, code, message) => {
    const { err, ...ended } = await framepool(args, "a,b\n1,2\n");
    expect(ended.code).toBe(code);
    expect(err).toContain(message);
    expect(err).not.toMatch(/[{}]|createGzip|readCsv\(/);
  });
});

describe("what cannot be read is said in words:", () => {
  it.each([
    ["links in a circle", "circle.csv", "its links lead in a circle"],
    ["a file for a folder", "in.csv/in.csv", "a part of the path is no folder"],
    ["something behind gzip", "more.csv.gz", "behind its gzip data there is something else"],
  ])("%s", async (_, name, message) => {
    for (const command of [["head"], ["run", "same.mjs"]]) expect(await framepool([...command, name])).toMatchObject({ code: 1, err: expect.stringContaining(message) as string });
  });
});

describe("usage", () => {
  it.each([["run", "--report"], ["run", "--rejects"], ["run", "--quarantine"], ["explain", "--report"]])("of %s: %s has a file's name, and - is none", async (command, flag) => {
    expect(await framepool([command, "same.mjs", "in.csv", flag, "-"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("it must be a file's name") as string });
    expect(existsSync(join(folder, "-"))).toBe(false);
  });

  it("of -o: {name} is for text", async () => {
    expect(await framepool(["run", "same.mjs", "in.csv", "-o", "{name}.arrow"])).toMatchObject({ code: 2, err: expect.stringContaining("{name}") as string });
    expect(existsSync(join(folder, "{name}.arrow"))).toBe(false);
  });
});

describe("explain", () => {
  it("takes what run takes", async () => {
    const flags = ["-o", "out.tsv", "--on-error", "collect", "--max-errors", "3", "--timeout", "50", "--retries", "1", "--seed", "2", "--memory", "1GiB", "--report", "r.json", "--out-sep", ";", "--no-progress"];
    expect(await framepool(["explain", "same.mjs", "in.csv", ...flags])).toMatchObject({ code: 0, out: expect.stringContaining("backend     threads") as string, err: "" });
    expect(existsSync(join(folder, "r.json"))).toBe(false);
    expect(await framepool(["explain", "same.mjs", "in.csv", "--on-error", "maybe"])).toMatchObject({ code: 2 });
  });
});

describe("describe -", () => {
  it("finds the types of standard input", async () => {
    const { out } = await framepool(["describe", "-", "--json"], "a,b\n1,x\n2,y\n");
    expect(JSON.parse(out)).toMatchObject({ rows: 2, columns: { a: { type: "int32", mean: 1.5 }, b: { type: "string" } } });
    expect(await framepool(["describe", "-", "--infer-rows", "1"], "a\n1\nx\n")).toMatchObject({ code: 1, err: expect.stringContaining('"a"') as string });
  });
});
