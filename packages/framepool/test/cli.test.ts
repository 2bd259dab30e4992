import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as module from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = join(root, "packages", "framepool", "bin", "framepool.js");
const passengers = join(root, "datasets", "passengers.csv");
const shared = join(root, "..", "shared", "data");
// Inside the repository, so that a transform can import framepool as a user's would.
const folder = mkdtempSync(join(root, "packages", "framepool", "test", ".tmp-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], input?: string, env: NodeJS.ProcessEnv = process.env): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env, stdio: ["pipe", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  child.stdin.end(input ?? "");
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err }))) };
}

const framepool = (args: readonly string[], input?: string) => start(args, input).ended;

const lengths = file("lengths.mjs", 'export default (df) => df.assign({ length_str: df.col("Name").map((s) => s.length) });\n');

const keepsCode = "enableCompileCache" in module;

describe("compiled code", () => {
  it.runIf(keepsCode)("is kept where Node keeps it, for threads too, and not where it is told not to", async () => {
    const asks = file("asks.mjs", "export default (df) => df.head(1).assign({ at: process.env.NODE_COMPILE_CACHE ?? \"nowhere\" }).select([\"at\"]);\n");
    const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...others } = process.env;
    const keep = join(folder, "node-compile-cache");
    const args = ["run", asks, passengers, "--workers", "1", "--partitions", "1"];
    const before = await start(args, "", { ...others, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: "1" }).ended;
    expect(before).toMatchObject({ code: 0, out: "at\nnowhere\n" });
    expect(existsSync(keep)).toBe(false);
    for (const time of ["first", "second"]) expect(await start(args, "", { ...others, TMPDIR: folder }).ended, time).toMatchObject({ code: 0, out: `at\n${keep}\n` });
    expect(readdirSync(keep).length).toBeGreaterThan(0);
  });
  if (!keepsCode) console.warn("SKIPPED: this Node keeps no compiled code; that the command line asks for it is tried from Node 22.1 on");
});

describe("framepool run", () => {
  it.each(["1", "2"])("keeps what a transform prints out of the table, with %s workers", async (workers) => {
    const prints = file("prints.mjs", 'console.log("imported");\nexport default (df) => { console.log("a part"); return df.head(1); };\n');
    const { code, out, err } = await framepool(["run", prints, "-", "--workers", workers], "a,b\n1,x\n2,y\n");
    expect({ code, out }).toEqual({ code: 0, out: "a,b\n1,x\n" });
    expect(err).toMatch(/imported\n/);
    expect(err).toMatch(/a part\n/);
    const path = join(folder, "printed.csv");
    expect(await framepool(["run", prints, "-", "-o", path], "a,b\n1,x\n")).toMatchObject({ code: 0, out: expect.stringContaining("a part\n") as unknown });
  });

  it.each([
    ["one.js", "module.exports = (df) => df.head(1);\n"],
    ["two.js", "exports.default = (df) => df.head(1);\n"],
    ["three.js", "exports.pipeline = (pipe) => pipe.head(1);\n"],
    ["four.ts", "export default (df: { head(n: number): unknown }) => df.head(1);\n"],
    ["five.ts", "export const pipeline = (pipe: { head(n: number): unknown }) => pipe.head(1);\n"],
  ])("takes a transform of a project of CommonJS: %s", async (name, text) => {
    mkdirSync(join(folder, "common"), { recursive: true });
    file("common/package.json", '{ "type": "commonjs" }');
    expect(await framepool(["run", file(`common/${name}`, text), "-"], "a,b\n1,x\n2,y\n")).toMatchObject({ code: 0, out: "a,b\n1,x\n" });
  });

  it.runIf(existsSync(shared))("writes the bytes that pandas writes, for one, two and seven workers", async () => {
    for (const workers of ["1", "2", "7"]) {
      const target = join(folder, `titanic-${workers}.csv`);
      const { code, err } = await framepool(["run", lengths, join(shared, "titanic.csv"), "-o", target, "--dtype", "string", "--workers", workers]);
      expect(err).toContain("891 rows");
      expect(code).toBe(0);
      expect(readFileSync(target, "utf8")).toBe(readFileSync(join(shared, "titanic-length.csv"), "utf8"));
    }
  });
  if (!existsSync(shared)) console.warn("SKIPPED: the Titanic file is not beside this repository; the command line was tried on generated passengers only");

  it("takes a TypeScript transform that imports framepool, and writes a report", async () => {
    const transform = file("transform.ts", 'import { DataFrame } from "framepool";\nenum Kind { Short, Long }\nexport default (df: DataFrame): DataFrame => df.select(["Name"]).assign({ kind: df.col("Name").map((name: string) => Kind[name.length > 30 ? Kind.Long : Kind.Short]!) });\n');
    const { code, err } = await framepool(["run", transform, passengers, "-o", "kinds.csv", "--workers", "2", "--partitions", "3", "--report", "report.json"]);
    expect(err).toContain("2,000 rows");
    expect(code).toBe(0);
    const [header, ...rows] = readFileSync(join(folder, "kinds.csv"), "utf8").trimEnd().split("\n");
    expect(header).toBe("Name,kind");
    expect(new Set(rows.map((row) => row.slice(row.lastIndexOf(",") + 1)))).toEqual(new Set(["Short", "Long"]));
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toMatchObject({ rows: 2000, workers: 2, backend: "threads" });
  });

  it("takes a module that exports a pipeline", async () => {
    const transform = file("pipeline.mjs", "export const pipeline = (pipe) => pipe.apply((row) => ({ id: row.PassengerId * 2 }));\n");
    await framepool(["run", transform, passengers, "-o", "ids.csv"]);
    expect(readFileSync(join(folder, "ids.csv"), "utf8").split("\n").slice(0, 3)).toEqual(["id", "2", "4"]);
  });

  it("reads standard input and writes standard output, with nothing else on it", async () => {
    const { code, out } = await framepool(["run", lengths, "-"], "Name,n\nBo,1\n\"Doe, Ann\",\n");
    expect(out).toBe('Name,n,length_str\nBo,1,2\n"Doe, Ann",,8\n');
    expect(code).toBe(0);
  });

  it("reads several files as one", async () => {
    const a = file("a.csv", "Name\nx\n");
    const b = file("b.csv", "Name\nyy\n");
    expect((await framepool(["run", lengths, a, b])).out).toBe("Name,length_str\nx,1\nyy,2\n");
  });

  it("ends with 1 and the row where the function fails, and leaves the old file", async () => {
    const failing = file("failing.mjs", 'export default (df) => df.assign({ n: df.col("Name").map((s) => { if (s === "b") throw new Error("no b"); return s.length; }) });\n');
    const input = file("abc.csv", "Name\na\nb\nc\n");
    const target = file("target.csv", "old");
    const { code, err } = await framepool(["run", failing, input, "-o", target]);
    expect(code).toBe(1);
    expect(err).toContain("failed at row 1 (partition 0), line 3 of");
    expect(readFileSync(target, "utf8")).toBe("old");
  });

  it("ends with 1 for a file that is not there, naming it", async () => {
    const { code, err } = await framepool(["run", lengths, "nothing.csv"]);
    expect(code).toBe(1);
    expect(err).toContain("nothing.csv: there is no such file");
  });

  it.each([
    ["does not parse", "broken.mjs", "export default (df) => {\n  const x = ;\n};\n", "SyntaxError: Unexpected token ';'", "broken.mjs:2:13", "  const x = ;\n                ^"],
    ["does not parse as TypeScript", "broken.ts", "export default (df: never) => {\n  const x: = 1;\n};\n", 'SyntaxError: Unexpected "="', "broken.ts:2:12", "  const x: = 1;\n               ^"],
    ["imports one that does not parse", "deep.mjs", 'import "./broken.mjs";\nexport default (df) => df;\n', "SyntaxError: Unexpected token ';'", "broken.mjs:2:13", "  const x = ;\n                ^"],
    ["imports what is not there", "absent.mjs", 'import a from "node:fs";\nimport b from "./not-there.mjs";\nexport default (df) => df;\n', "Cannot find module", "absent.mjs:2:15", 'import b from "./not-there.mjs";\n                  ^'],
    ["imports a name that is not there", "nameless.mjs", 'import { nope } from "node:fs";\nexport default (df) => df;\n', "export named 'nope'", "nameless.mjs:1:10", 'import { nope } from "node:fs";\n             ^'],
  ])("ends with 1 for a transform that %s, with its place and no stack", async (_what, name, text, message, place, line) => {
    file("broken.mjs", "export default (df) => {\n  const x = ;\n};\n");
    const { code, err, out } = await framepool(["run", file(name, text), passengers, "-o", "never.csv"]);
    expect(err).toContain(message);
    expect(err).toContain(`\n  ${join(folder, place)}\n    ${line}\n`);
    expect(err).not.toMatch(/^ +at /m);
    expect([code, out, existsSync(join(folder, "never.csv"))]).toEqual([1, "", false]);
  });

  it.each([
    ["an unknown option", ["run", lengths, passengers, "--wrokers", "2"], "--wrokers"],
    ["an unknown command", ["rnu"], "rnu"],
    ["a number that is none", ["run", lengths, passengers, "--workers", "many"], "whole number"],
    ["an unknown type", ["run", lengths, passengers, "--dtype", "strnig"], "strnig"],
    ["output that is an input", ["run", lengths, passengers, "-o", join(folder, "..", "..", "..", "..", "datasets", "passengers.csv")], "is an input too"],
    ["a transform that is not there", ["run", "nothing.mjs", passengers], 'there is no transform "nothing.mjs"'],
    ["a transform without a function", ["run", file("empty.mjs", "export const x = 1;\n"), passengers], "exports neither"],
  ])("ends with 2 for %s", async (_what, args, message) => {
    const { code, err } = await framepool(args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it("ends with 130 at Ctrl-C, whatever the function does, and leaves nothing behind", async () => {
    const endless = file("endless.mjs", "export default (df) => { for (;;); };\n");
    const { child, ended } = start(["run", endless, passengers, "-o", "endless.csv", "--workers", "2"]);
    await new Promise((done) => setTimeout(done, 1500));
    child.kill("SIGINT");
    const { code, err } = await ended;
    expect(err).toContain("interrupted");
    expect(code).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes("endless.csv"))).toEqual([]);
  });

  it("ends quietly when its reader has had enough", async () => {
    const { child, ended } = start(["run", lengths, passengers, passengers, passengers, passengers]);
    child.stdout!.once("data", () => child.stdout!.destroy());
    const { code, err } = await ended;
    expect(err).not.toContain("Error");
    expect(code).toBe(141);
  });

  it("says how far it is, a line at a time, where there is no terminal", async () => {
    const slow = file("slow.mjs", "export default async (df) => { await new Promise((done) => setTimeout(done, 400)); return df; };\n");
    const { err } = await framepool(["run", slow, passengers, "-o", "slow.csv", "--workers", "1", "--partitions", "6", "--progress"]);
    expect(err).toMatch(/framepool: \d+% [\d,]+ rows in \d+\.\d s/);
  });
});

describe("framepool run with several inputs", () => {
  it("takes patterns, in order of the names, beside paths", async () => {
    for (const [name, text] of [["part-2.csv", "c"], ["part-1.csv", "bb"], ["first.csv", "aaa"]]) file(name!, `Name\n${text}\n`);
    expect((await framepool(["run", lengths, "first.csv", "part-*.csv"])).out).toBe("Name,length_str\naaa,3\nbb,2\nc,1\n");
    const none = await framepool(["run", lengths, "no-*.csv"]);
    expect([none.code, none.err]).toEqual([1, expect.stringContaining("no-*.csv")]);
    const itself = await framepool(["run", lengths, "part-*.csv", "-o", "part-1.csv"]);
    expect([itself.code, itself.err]).toEqual([2, expect.stringContaining("is an input too")]);
    expect(readFileSync(join(folder, "part-1.csv"), "utf8")).toBe("Name\nbb\n");
  });

  it("reads and writes Arrow by the ending", async () => {
    file("people.csv", "Name,n\nAnn,1\nBo,2\n");
    expect((await framepool(["convert", "people.csv", "people.arrow"])).code).toBe(0);
    expect((await framepool(["run", lengths, "people.arrow"])).out).toBe("Name,n,length_str\nAnn,1,3\nBo,2,2\n");
    await framepool(["run", lengths, "people.csv", "-o", "lengths.arrows"]);
    expect((await framepool(["head", "lengths.arrows"])).out).toContain("length_str");
    const two = await framepool(["run", lengths, "people.arrow", "people.csv"]);
    expect([two.code, two.err]).toEqual([2, expect.stringContaining("read alone")]);
  });
});

describe("framepool convert", () => {
  it("goes from CSV to Arrow and back to the same bytes, on any threads", async () => {
    for (const ending of ["arrow", "feather", "arrows", "tsv"]) {
      const there = await framepool(["convert", passengers, `passengers.${ending}`, "--workers", "2", "--dtype", "string", "--report", "convert.json"]);
      expect([there.code, there.err]).toEqual([0, expect.stringContaining("2,000 rows")]);
      expect(JSON.parse(readFileSync(join(folder, "convert.json"), "utf8"))).toMatchObject({ rows: 2000, reading: { path: "scanner" } });
      // Arrow says its types itself; what is separated by tabs is text again.
      const types = ending === "tsv" ? ["--dtype", "string"] : [];
      expect((await framepool(["convert", `passengers.${ending}`, `again-${ending}.csv`, ...types])).code).toBe(0);
      expect(readFileSync(join(folder, `again-${ending}.csv`), "utf8")).toBe(readFileSync(passengers, "utf8"));
    }
  });

  it("keeps types in Arrow, and reads standard input", async () => {
    expect((await framepool(["convert", "-", "typed.arrow", "--dtype", "a=int8,b=category"], "a,b\n1,x\n2,\n")).code).toBe(0);
    expect((await framepool(["schema", "typed.arrow"])).out).toBe("a  int8\nb  category\n");
    expect((await framepool(["convert", "typed.arrow", "-"])).out).toBe("a,b\n1,x\n2,\n");
  });

  it.each([
    ["an ending that says nothing", ["convert", passengers, "out.parquet"], 2, "out.parquet"],
    ["types for an Arrow file", ["convert", "some.arrow", "out.csv", "--dtype", "string"], 2, "--dtype is for CSV"],
    ["a file that is not there", ["convert", "nothing.arrow", "out.csv"], 1, "nothing.arrow"],
    ["a file that is no Arrow", ["convert", file("text.arrow", "a,b\n"), "out.csv"], 1, "no Arrow IPC"],
    ["a file onto itself", ["convert", file("self.csv", "a\n1\n"), "self.csv"], 2, "is an input too"],
    ["one argument", ["convert", passengers], 2, "output"],
  ])("says what is wrong with %s", async (_what, args, exitCode, message) => {
    const { code, err } = await framepool(args);
    expect(err).toContain(message);
    expect(code).toBe(exitCode);
    expect(existsSync(join(folder, "out.csv"))).toBe(false);
  });

  it.runIf(existsSync("/dev/full"))("says when the disk is full", async () => {
    symlinkSync("/dev/full", join(folder, "full.csv"));
    const { code, err } = await framepool(["convert", passengers, "full.csv"]);
    expect([code, err]).toEqual([1, expect.stringContaining("no space is left")]);
  });
});

describe("framepool explain", () => {
  it("says what run would do, without doing it", async () => {
    const marked = file("marked.mjs", 'import { writeFileSync } from "node:fs";\nexport const pipeline = (pipe) => pipe.select(["Name"]).head(3).mapPartitions((part) => part);\nexport const ran = () => writeFileSync("ran", "");\n');
    const { code, out } = await framepool(["explain", marked, passengers, "-o", "explained.arrow", "--workers", "2"]);
    expect(code).toBe(0);
    expect(out).toContain(`source      csv ${passengers}`);
    expect(out).toContain('select(["Name"]), by the source');
    expect(out).toContain("3 rows at most, by the source");
    expect(out).toMatch(/^output {6}toArrow/m);
    expect(out).toMatch(/^backend {5}threads, 2 workers/m);
    expect(existsSync(join(folder, "explained.arrow"))).toBe(false);
  });

  it("says it as JSON, of a file alone too", async () => {
    const plan = JSON.parse((await framepool(["explain", passengers, "--json"])).out);
    expect(plan).toMatchObject({ source: { kind: "csv", reading: { path: "scanner" } }, steps: [], output: { to: "toCsv" }, backend: { backend: "inline" } });
    expect((await framepool(["explain", lengths])).code).toBe(2);
  });
});

describe("framepool head and schema", () => {
  it("print the first rows as a table, and the columns with their types", async () => {
    const { out } = await framepool(["head", passengers, "-n", "3"]);
    expect(out.trimEnd().split("\n")).toHaveLength(4);
    const types = (await framepool(["schema", passengers])).out;
    expect(types).toMatch(/^PassengerId +int32$/m);
    expect(types).toMatch(/^Name +string$/m);
  });
});

describe("framepool run --rejects", () => {
  it("writes bad lines as they stand, says how many, and mended they run with the same command", async () => {
    const input = file("ages.csv", 'Name,Age\nAnn,30\n"Bo ""B""",old\nCy,1,2\n');
    const { code, err } = await framepool(["run", lengths, input, "-o", "good.csv", "--dtype", "Age=int32", "--rejects", "bad.csv"]);
    expect(err).toContain("1 row in");
    expect(err).toContain("2 bad lines in bad.csv");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "good.csv"), "utf8")).toBe("Name,Age,length_str\nAnn,30,3\n");
    expect(readFileSync(join(folder, "bad.csv"), "utf8")).toBe('Name,Age\n"Bo ""B""",old\nCy,1,2\n');
    expect(readFileSync(join(folder, "bad.csv.reasons"), "utf8")).toContain(`2,${input},3,16,Age,"""old"" is no int32"\n`);
    writeFileSync(join(folder, "bad.csv"), readFileSync(join(folder, "bad.csv"), "utf8").replace("old", "31").replace("1,2", "1"));
    await framepool(["run", lengths, "bad.csv", "-o", "mended.csv", "--dtype", "Age=int32", "--rejects", "still-bad.csv"]);
    expect(readFileSync(join(folder, "mended.csv"), "utf8")).toBe('Name,Age,length_str\n"Bo ""B""",31,6\nCy,1,2\n');
    expect(readFileSync(join(folder, "still-bad.csv"), "utf8")).toBe("Name,Age\n");
  });

  it.each([
    ["an input", ["--rejects", "ages.csv"], "--rejects ages.csv is an input too"],
    ["the output", ["--rejects", "out.csv", "-o", "out.csv"], "--rejects out.csv is what -o out.csv writes too"],
  ])("is refused for %s", async (_what, options, message) => {
    file("ages.csv", "Name,Age\n");
    const { code, err } = await framepool(["run", lengths, "ages.csv", ...options]);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("framepool run with {name} in the output", () => {
  it("writes one file for each input, and no input", async () => {
    file("x1.csv", "Name\nAnn\n");
    file("x2.csv", "Name\nBo\n");
    expect((await framepool(["run", lengths, "x?.csv", "-o", "{name}.lengths.csv"])).code).toBe(0);
    expect(readFileSync(join(folder, "x2.lengths.csv"), "utf8")).toBe("Name,length_str\nBo,2\n");
    const { code, err } = await framepool(["run", lengths, "x1.csv", "x2.csv", "-o", "{name}.csv"]);
    expect([code, err]).toEqual([2, expect.stringContaining("is the input x1.csv")]);
  });
});

describe("framepool run, where rows fail", () => {
  const input = file("faulty.csv", `Name,Age\n${Array.from({ length: 30 }, (_, i) => (i % 10 === 3 ? `,${String(i)}` : `N${String(i)},${String(i)}`)).join("\n")}\n`);
  const rows = file("rows.mjs", "export const pipeline = (pipe) => pipe.apply((row) => ({ name: row.Name, length: row.Name.length }));\n");
  const draws = file("draws.mjs", 'import { task } from "framepool";\nexport const pipeline = (pipe) => pipe.apply(task({}, (row, _captures, { random }) => ({ n: row.Age, r: random() })));\n');
  const slow = file("endless-part.mjs", 'export default (df) => { if (df.col("Age").max() === 29) for (;;); return df; };\n');

  it("says row, file and line, and the line of the function; and writes the report as far as it came", async () => {
    const { code, err } = await framepool(["run", rows, input, "-o", "never.csv", "--workers", "2", "--report", "failed.json"]);
    expect(code).toBe(1);
    expect(err).toContain(`row 3 (partition 0), line 5 of ${input}: TypeError: Cannot read properties of null (reading 'length')`);
    expect(err).toMatch(/> 1 \| .*row\.Name\.length/);
    expect(existsSync(join(folder, "never.csv"))).toBe(false);
    expect(JSON.parse(readFileSync(join(folder, "failed.json"), "utf8"))).toMatchObject({ rows: expect.any(Number), errors: { count: 0 } });
  });

  it("goes on with --on-error, and writes what it set aside to --quarantine", async () => {
    const skipped = await framepool(["run", rows, input, "-o", "skipped.csv", "--on-error", "skip"]);
    expect([skipped.code, readFileSync(join(folder, "skipped.csv"), "utf8").split("\n").length]).toEqual([0, 29]);
    expect(skipped.err).toContain("3 errors");
    const { code, err } = await framepool(["run", rows, input, "-o", "good.csv", "--quarantine", "aside.csv", "--max-errors", "3"]);
    expect(code).toBe(0);
    expect(err).toContain("3 errors (3 rows in aside.csv)");
    expect(readFileSync(join(folder, "aside.csv"), "utf8").split("\n").slice(0, 2)).toEqual([
      "Name,Age,error_class,error_message,error_op,error_partition,error_row,error_file,error_line,error_byte",
      `,3,TypeError,Cannot read properties of null (reading 'length'),apply,0,3,${input},5,24`,
    ]);
    expect(await framepool(["run", rows, input, "-o", "good.csv", "--quarantine", "aside.csv", "--max-errors", "2"])).toMatchObject({ code: 1, err: expect.stringContaining("more than 2 errors (maxErrors)") });
  });

  it("ends a part that takes longer than --timeout, and keeps the others with --on-error collect", async () => {
    expect(await framepool(["run", slow, input, "-o", "slow.csv", "--timeout", "500", "--partitions", "3", "--retries", "1"])).toMatchObject({ code: 1, err: expect.stringContaining("did not end within 500 ms") });
    const { code, err } = await framepool(["run", slow, input, "-o", "slow.csv", "--timeout", "1500", "--partitions", "3", "--quarantine", "endless.csv", "--memory", "1GiB"]);
    expect(code).toBe(0);
    expect(err).toContain("1 error (");
    expect(readFileSync(join(folder, "endless.csv"), "utf8")).toContain("N29,29,TimeoutError");
  });

  it("gives each row the same random numbers with --seed", async () => {
    for (const [workers, target] of [["1", "r1.csv"], ["3", "r3.csv"]] as const) await framepool(["run", draws, input, "-o", target, "--seed", "7", "--workers", workers]);
    expect(readFileSync(join(folder, "r3.csv"), "utf8")).toBe(readFileSync(join(folder, "r1.csv"), "utf8"));
  });

  it.each([
    ["what there is not", ["--on-error", "ignore"], "Allowed choices are fail, skip, null, collect"],
    ["rows of a function of a part", ["--on-error", "skip"], "is for functions of one row"],
    ["an input", ["--quarantine", "faulty.csv"], "--quarantine faulty.csv is an input too"],
    ["the output", ["--quarantine", "x.csv", "-o", "x.csv"], "--quarantine x.csv is what -o x.csv writes too"],
    ["no size", ["--memory", "lots"], 'memoryLimit is "lots"'],
  ])("refuses %s, as usage", async (_what, args, said) => {
    expect(await framepool(["run", lengths, "faulty.csv", ...args])).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  });
});
