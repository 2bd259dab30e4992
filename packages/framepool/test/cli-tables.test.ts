// What a table is by the endings of its name, and what of its cells reaches another file.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin/framepool.js", import.meta.url));
const folder = mkdtempSync(fileURLToPath(new URL(".tmp-tables-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text);
const read = (name: string): Buffer => readFileSync(join(folder, name));

function framepool(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const TABLE = 'zip,v,t\n00501,1.50,"a;b"\n02134,NA,NA\n+7,, q\n';
const TABS = "zip\tv\tt\n00501\t1.50\ta;b\n02134\tNA\tNA\n+7\t\t q\n";
beforeEach(() => {
  for (const name of ["out.tsv", "out.tsv.gz", "out.csv"]) rmSync(join(folder, name), { force: true });
  write("zip.csv", TABLE);
  write("same.mjs", "export default (df) => df;\n");
});

describe("convert from text to text", () => {
  it.each([
    [[], TABS],
    [["--out-quoting", "all"], '"zip"\t"v"\t"t"\n"00501"\t"1.50"\t"a;b"\n"02134"\t"NA"\t"NA"\n"+7"\t""\t" q"\n'],
    [["--out-quoting", "nonnumeric"], '"zip"\t"v"\t"t"\n00501\t1.50\t"a;b"\n02134\t"NA"\t"NA"\n+7\t""\t" q"\n'],
    [["--comment", "#"], TABS],
    [["--skipfooter", "1"], TABS.replace("+7\t\t q\n", "")],
    [["--infer-rows", "1"], TABS],
    [["--na-rep", "?"], TABS.replaceAll("NA", "?").replace("\t\t", "\t?\t")],
    [["--dtype", "v=float64", "--float-format", "%.3f"], "zip\tv\tt\n00501\t1.500\ta;b\n02134\t\tNA\n+7\t\t q\n"],
    [["--escape-formulas"], TABS],
  ])("changes nothing but the dialect: %j", async (flags, expected) => {
    expect(await framepool("convert", "zip.csv", "out.tsv", ...flags)).toMatchObject({ code: 0 });
    expect(String(read("out.tsv"))).toBe(expected);
  });

  it("reads values where a flag says what they are", async () => {
    write("comma.csv", "a;v\n1;2,5\n2;?\n");
    expect(await framepool("convert", "comma.csv", "out.csv", "--sep", ";", "--decimal", ",", "--na-values", "?")).toMatchObject({ code: 0 });
    expect(String(read("out.csv"))).toBe("a,v\n1,2.5\n2,\n");
  });

  it("finds types where it goes to Arrow", async () => {
    await framepool("convert", "zip.csv", "zip.arrow");
    expect((await framepool("schema", "zip.arrow")).out).toBe("zip  int32\nv    float64\nt    string\n");
  });
});

describe("run", () => {
  it.each([
    [["--out-sep", ";"], 'zip;v;t\n00501;1.50;"a;b"\n02134;NA;NA\n+7;; q\n'],
    [["--out-quoting", "all"], '"zip","v","t"\n"00501","1.50","a;b"\n"02134","NA","NA"\n"+7",""," q"\n'],
    [["--escapechar", "^"], "zip,v,t\n00501,1.50,a;b\n02134,NA,NA\n+7,, q\n"],
    [["--quotechar", "none"], 'zip,v,t\n00501,1.50,"""a;b"""\n02134,NA,NA\n+7,, q\n'],
  ])("leaves cells as they are spelled: %j", async (flags, expected) => {
    expect(await framepool("run", "same.mjs", "zip.csv", ...flags)).toMatchObject({ code: 0, out: expected });
  });
});

describe("a name with two endings", () => {
  it("is that of a compressed table, to read and to write", async () => {
    expect(await framepool("run", "same.mjs", "zip.csv", "-o", "out.tsv.gz")).toMatchObject({ code: 0 });
    expect(String(gunzipSync(read("out.tsv.gz")))).toBe(TABS);
    expect((await framepool("head", "out.tsv.gz")).out).toContain("zip");
    expect((await framepool("schema", "out.tsv.gz")).out).toBe("zip  int32\nv    float64\nt    string\n");
    expect(await framepool("convert", "out.tsv.gz", "out.csv")).toMatchObject({ code: 0 });
    expect(String(read("out.csv"))).toBe(TABLE.replace('"a;b"', "a;b"));
    write("again.csv.gz", gzipSync(TABLE));
    expect(await framepool("convert", "again.csv.gz", "out.tsv")).toMatchObject({ code: 0 });
    expect(String(read("out.tsv"))).toBe(TABS);
  });

  it.each([
    ["run", "same.mjs", "zip.csv", "-o", "x.arrow.gz"],
    ["run", "same.mjs", "x.arrow.gz"],
    ["convert", "zip.csv", "x.feather.gz"],
    ["run", "same.mjs", "zip.csv", "-o", "out.csv", "--quarantine", "x.arrow.gz"],
  ])("is refused for Arrow: %s %s %s %s", async (...args) => {
    expect(await framepool(...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining("leave the last ending out") as string });
    expect(existsSync(join(folder, "x.arrow.gz"))).toBe(false);
  });

  it("is one for rows that are set aside, too", async () => {
    write("fails.mjs", 'export const pipeline = (pipe) => pipe.filter((row) => { if (row.v === null) throw new Error("why"); return true; });\n');
    for (const name of ["aside.tsv", "aside.tsv.gz"]) {
      expect(await framepool("run", "fails.mjs", "zip.csv", "-o", "out.csv", "--quarantine", name)).toMatchObject({ code: 0 });
      const text = name.endsWith(".gz") ? gunzipSync(read(name)) : read(name);
      expect(String(text).split("\n")[0]).toBe("zip\tv\tt\terror_class\terror_message\terror_op\terror_partition\terror_row\terror_file\terror_line\terror_byte");
    }
  });
});
