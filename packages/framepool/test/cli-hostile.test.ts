// What goes wrong around a run: files that are two things at once, pipes that nobody opens, output that cannot be written.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = join(root, "packages", "framepool", "bin", "framepool.js");
const folder = mkdtempSync(join(root, "packages", "framepool", "test", ".tmp-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** By a shell, for what only that can say. */
function shell(command: string): Promise<Ended> {
  return ended(spawn("bash", ["-c", command.replaceAll("framepool ", '"$0" "$1" '), process.execPath, bin], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] }));
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  let [out, err] = ["", ""];
  child.stdout!.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr!.on("data", (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

write("same.mjs", "export default (df) => df;\n");
const TABLE = "a,b\n1,x\n2,y\n";
write("in.csv", TABLE);
mkdirSync(join(folder, "a folder"));

describe("a file that is two things at once is refused before anything runs, and stays as it is:", () => {
  symlinkSync("in.csv", join(folder, "link.csv"));
  linkSync(join(folder, "in.csv"), join(folder, "hard.csv"));

  it.each([
    ["the report an input", "-o out.csv --report in.csv", "--report in.csv is an input too"],
    ["the report an input, by a link", "-o out.csv --report link.csv", "--report link.csv is an input too"],
    ["the output an input, by a hard link", "-o hard.csv", "-o hard.csv is an input too"],
    ["the report the output", "-o out.csv --report ./out.csv", "--report ./out.csv is what -o out.csv writes too"],
    ["the report the quarantine", "-o out.csv --quarantine bad.csv --report bad.csv", "--report bad.csv is what --quarantine bad.csv writes too"],
    ["bad lines the quarantine", "-o out.csv --quarantine bad.csv --rejects bad.csv", "--quarantine bad.csv is what --rejects bad.csv writes too"],
    ["the output the reasons of bad lines", "-o bad.csv.reasons --rejects bad.csv", "the file of reasons beside rejects is bad.csv.reasons, which the output goes to"],
    ["the output the transform", "-o same.mjs", "-o same.mjs is an input too"],
  ])("%s", async (_, options, message) => {
    expect(await shell(`framepool run same.mjs in.csv ${options}`)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) as string });
    expect([read("in.csv"), read("same.mjs"), existsSync(join(folder, "out.csv"))]).toEqual([TABLE, "export default (df) => df;\n", false]);
  });

  it("standard input what standard output is appended to", async () => {
    write("grows.csv", TABLE);
    expect(await shell("framepool run same.mjs - < grows.csv >> grows.csv")).toMatchObject({ code: 2, err: expect.stringContaining("-o - is an input too") as string });
    expect(read("grows.csv")).toBe(TABLE);
  });
});

describe("what is said", () => {
  it("moves no terminal, and is of a size that can be read, whatever names and errors hold", async () => {
    write("names.csv", `\u001b[2Ja,${"b".repeat(100_000)}\n1,2\n`);
    write("asks.mjs", "export default (df) => df.select(['none']);\n");
    write("shouts.mjs", "export default () => { throw new Error('\\u001b]0;' + 'x'.repeat(1e6)); };\n");
    const asked = await shell("framepool run asks.mjs names.csv -o out.csv");
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('the columns are "\\x1b[2Ja", "bbb') as string });
    const shouted = await shell("framepool run shouts.mjs in.csv -o out.csv");
    expect(shouted).toMatchObject({ code: 1, err: expect.stringContaining("\\x1b]0;xxx") as string });
    for (const { err } of [asked, shouted]) expect([err.includes("\u001b"), err.length < 11_000]).toEqual([false, true]);
  });

  it("speaks of flags where a worker has no memory left", async () => {
    write("grows.mjs", "export default (df) => { const kept = []; for (;;) kept.push({ df, more: [1, 2, 3] }); };\n");
    const { code, err } = await shell("framepool run grows.mjs in.csv -o out.csv --memory 200MiB");
    expect([code, err]).toEqual([1, expect.stringContaining("cut the input into smaller parts, by more --partitions, or give each worker more room by --memory") as string]);
  });

  it("names standard input", async () => {
    expect(await shell("framepool run same.mjs - -o out.csv < /dev/null")).toMatchObject({ code: 1, err: "framepool: CsvParseError: standard input: there is nothing to read\n" });
  });
});

const NO_SPACE = "cannot write to standard output: no space is left on the device";

describe("what cannot be written is said in a line:", () => {
  it.runIf(existsSync("/dev/full")).each([
    ["the output of a run", "framepool run same.mjs in.csv > /dev/full", NO_SPACE],
    ["of head", "framepool head in.csv > /dev/full", NO_SPACE],
    ["of schema", "framepool schema in.csv > /dev/full", NO_SPACE],
    ["the version", "framepool --version > /dev/full", NO_SPACE],
    ["help", "framepool run --help > /dev/full", NO_SPACE],
  ])("%s", async (_, command, message) => {
    const { code, err } = await shell(command);
    expect([code, err.trimEnd().split("\n")]).toEqual([1, [expect.stringContaining(message)]]);
  });

  it.runIf(existsSync("/dev/full"))("but not beside what is wrong with the usage", async () => {
    const { code, err } = await shell("framepool --none > /dev/full");
    expect([code, err]).toEqual([2, expect.not.stringContaining("standard output") as string]);
  });

  it("a report, before anything runs; and it does not hide why a run failed", async () => {
    expect(await shell("framepool run same.mjs in.csv -o out.csv --report no/such/report.json")).toMatchObject({ code: 1, err: expect.stringContaining("cannot write no/such/report.json: its folder does not exist") as string });
    expect(existsSync(join(folder, "out.csv"))).toBe(false);
    write("fails.mjs", "export default () => { throw new Error('why'); };\n");
    write("report.json", "old");
    expect(await shell("framepool run fails.mjs in.csv -o out.csv --report report.json")).toMatchObject({ code: 1, err: expect.stringContaining("why") as string });
    expect(JSON.parse(read("report.json"))).toMatchObject({ rows: 0 });
    expect(await shell("framepool run same.mjs none.csv -o out.csv --report report.json")).toMatchObject({ code: 1, err: expect.stringContaining("none.csv: there is no such file") as string });
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("standard error that nobody reads is no reason not to do the work", async () => {
    expect(await shell("framepool run same.mjs in.csv -o quiet.csv 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}")).toMatchObject({ out: "0\n" });
    expect(read("quiet.csv")).toBe(TABLE);
  });
});

describe.runIf(process.platform === "linux")("a pipe that nobody writes to", () => {
  execFileSync("mkfifo", [join(folder, "never")]);

  it.each<[NodeJS.Signals, string, number]>([["SIGINT", "never", 130], ["SIGTERM", "never", 143], ["SIGTERM", "-", 143]])("does not hold a run that %s ends while it reads %s: it ends with %i", async (signal, input, code) => {
    const child = spawn(process.execPath, [bin, "run", "same.mjs", input, "-o", "piped.csv"], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
    const end = ended(child);
    await sleep(1500);
    child.kill(signal);
    const outcome = await Promise.race([end, sleep(5000)]);
    if (outcome === undefined) child.kill("SIGKILL");
    expect(outcome).toMatchObject({ code, err: "framepool: interrupted; an output file is as it was before\n" });
    expect(existsSync(join(folder, "piped.csv"))).toBe(false);
  });

  it("for a while is waited for, and read to its end", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${String(i)},${"x".repeat(20)}\n`).join("");
    write("long.csv", `a,b\n${rows}`);
    for (const input of ["never", "/dev/stdin", "-"]) {
      const from = input === "never" ? "(sleep 0.5; cat long.csv > never) & framepool run same.mjs never" : `(head -c 3; sleep 0.5; cat) < long.csv | framepool run same.mjs ${input}`;
      const { code, out } = await shell(`${from} --dtype string`);
      expect([input, code, out === read("long.csv")]).toEqual([input, 0, true]);
    }
    expect(await shell("cat in.csv | (sleep 0.5; framepool run same.mjs /dev/stdin)")).toMatchObject({ code: 0, out: TABLE });
  });
});

describe("words that are wrong are usage, and say what is:", () => {
  it.each([
    ["an empty output", "framepool run same.mjs in.csv -o ''", "a path is empty"],
    ["an empty input", "framepool run same.mjs ''", "a path is empty"],
    ["a folder for a transform", "framepool run 'a folder' in.csv", "the transform a folder is a folder"],
    ["a table for a transform", "framepool run in.csv same.mjs", "the transform in.csv is a table by its ending"],
    ["a number that is too large", "framepool run same.mjs in.csv --seed 99999999999999999999", "a whole number from 0 to 9007199254740991"],
  ])("%s", async (_, command, message) => {
    expect(await shell(command)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) as string });
  });

  it("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/framepool/package.json"), "utf8")) as { version: string };
    expect(await shell("framepool --version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it("one row, on as many threads as there were", async () => {
    write("row.csv", "a\n1\n");
    expect((await shell("framepool run same.mjs row.csv --workers 100 -o row-out.csv")).err).toMatch(/^framepool: 1 row in [\d.]+ s, 1 part on 1 thread\n$/);
  });
});
