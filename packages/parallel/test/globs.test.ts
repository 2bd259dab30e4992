import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { CsvParseError } from "@framepool/errors";
import { scanCsv } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-globs-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "deep"));
for (const [name, value] of Object.entries({ "b.csv": 2, "a.csv": 1, "B.csv": 0, ".hidden.csv": 9, "deep/c.csv": 3, "odd[1].csv": 4, "odd1.csv": 5, "!not.csv": 6, "a.txt": 7 })) {
  writeFileSync(join(folder, name), `n\n${value}\n`);
}
const read = async (source: Parameters<typeof scanCsv>[0]) => [...(await scanCsv(source, { backend: "inline" }).collect()).col("n")];
const at = (name: string) => join(folder, name);

describe("patterns of a scan", () => {
  it.each([
    ["[aAbB].csv", [0, 1, 2]],
    ["{b,a}.csv", [1, 2]],
    ["**/?.csv", [0, 1, 2, 3]],
    ["*/*.csv", [3]],
    ["odd?.csv", [5]],
  ])("%s is the files that match, sorted", async (pattern, values) => {
    expect(await read(at(pattern))).toEqual(values);
  });

  it("stand in lists with paths, URLs and bytes, whose order is kept", async () => {
    expect(await read([at("deep/*.csv"), pathToFileURL(at("b.csv")), Buffer.from("n\n8\n"), at("[ab].csv")])).toEqual([3, 2, 8, 1, 2]);
  });

  it("are paths where there is a file of that name", async () => {
    expect(await read(at("odd[1].csv"))).toEqual([4]);
    expect(await read(at("!not.csv"))).toEqual([6]);
    expect(await read(at("!n*.csv"))).toEqual([6]);
  });

  it.runIf(process.platform === "linux")("that lead into a folder which cannot be listed are an error that names it: its files would be missing", () => {
    chmodSync(folder, 0o755);
    const closed = at("closed");
    mkdirSync(closed, { mode: 0o000 });
    mkdirSync(at("deep/.closed"), { mode: 0o000 });
    // What a superuser may do, who may do all, it does as somebody else.
    const script = `
      const { scanCsv } = await import("framepool");
      const read = (pattern) => scanCsv(pattern, { backend: "inline" }).collect();
      await read(process.argv[1] + "/[b].csv");
      if (process.getuid() === 0) process.seteuid(65534);
      await read(process.argv[1] + "/**/?.csv").catch((error) => console.log(error.name + ": " + error.message));
      console.log((await read(process.argv[1] + "/*.csv")).numRows, (await read(process.argv[1] + "/deep/**/*.csv")).numRows);`;
    const out = execFileSync(process.execPath, ["--input-type=module", "-e", script, folder], { encoding: "utf8", cwd: new URL("../../..", import.meta.url) });
    for (const folder of [closed, at("deep/.closed")]) rmdirSync(folder);
    expect(out).toBe(`CsvParseError: ${at("**/?.csv")}: cannot look into ${closed}/: permission denied\n6 1\n`);
  });

  it("find the files of the folder that the process is in, too, when they lead into it from outside", () => {
    const script = `
      import { scanCsv } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
      for (const pattern of [process.argv[1] + "/*/*.csv", "../**/?.csv", "../{deep,none}/*.csv", "./?.csv"]) {
        const { frame, report } = await scanCsv(pattern, { backend: "inline" }).run();
        console.log(pattern.replace(process.argv[1], ""), [...frame.col("n")].join(), report.rows);
      }`;
    expect(execFileSync(process.execPath, ["--input-type=module", "-e", script, folder], { encoding: "utf8", cwd: at("deep") })).toBe("/*/*.csv 3 1\n../**/?.csv 0,1,2,3 4\n../{deep,none}/*.csv 3 1\n./?.csv 3 1\n");
  });

  it("that match nothing are an error that names them, and no run", async () => {
    await expect(read(at("none*.csv"))).rejects.toSatisfy((error) => error instanceof CsvParseError && error.file === at("none*.csv") && error.message.includes("none*.csv"));
    await expect(scanCsv([at("a.csv"), at("none?.csv")]).explain()).rejects.toThrow(CsvParseError);
    await expect(read(at("none.csv"))).rejects.toThrow("there is no such file");
  });

  it("are looked up again with each run, and shown by explain", async () => {
    const pipe = scanCsv(at("new*.csv"), { backend: "inline" });
    writeFileSync(at("new1.csv"), "n\n1\n");
    expect((await pipe.collect()).numRows).toBe(1);
    writeFileSync(at("new2.csv"), "n\n2\n");
    expect((await pipe.collect()).numRows).toBe(2);
    expect((await pipe.explain()).toJSON().source.inputs).toEqual([{ name: at("new1.csv"), bytes: 4 }, { name: at("new2.csv"), bytes: 4 }]);
  });
});
