import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { CsvParseError } from "@framepool/errors";
import { readCsv, scanCsv } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-many-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = 400;

describe("more files than a process may have open", () => {
  const many = join(folder, "many");
  mkdirSync(join(many, "out"), { recursive: true });
  for (let i = 0; i < FILES; i++) writeFileSync(join(many, `${String(i)}.csv`), `n,name\n${String(i)},x\n`);

  it.each(["{}", "{ partitionRows: 100 }"])("are read twice, for their types and for their rows, and written one by one, in order too: %s", (way) => {
    const script = `
      const { scanCsv } = await import("framepool");
      const pipe = scanCsv(process.argv[1] + "/*.csv", { workers: 2, ...${way} }).mapPartitions((part) => part.assign({ twice: part.col("n").map((n) => n * 2) }));
      const { rows } = await pipe.toCsv(process.argv[1] + "/out/{name}.csv");
      console.log(JSON.stringify({ rows, ...(await pipe.agg({ twice: "sum" })) }));`;
    const out = execFileSync("sh", ["-c", `ulimit -n 256; exec "$0" "$@"`, process.execPath, "--input-type=module", "-e", script, many], { encoding: "utf8", cwd: new URL("../../..", import.meta.url) });
    expect(JSON.parse(out)).toEqual({ rows: FILES, twice: FILES * (FILES - 1) });
    const written = readdirSync(join(many, "out"));
    expect(written.length).toBe(FILES);
    expect(readFileSync(join(many, "out", "7.csv"), "utf8")).toBe("n,name,twice\n7,x,14\n");
  }, 60_000);

  it("are named, with what there are too many of, where none can be opened any more", () => {
    const script = `
      const { readCsv, parallel, DataFrame } = await import("framepool");
      const { openSync } = await import("node:fs");
      const path = process.argv[1] + "/7.csv";
      const say = (error) => console.log(error.name + ": " + error.message);
      await readCsv(path);
      await parallel(new DataFrame({ n: [1] }), { backend: "inline" }).toCsv(path + ".new");
      try { for (;;) openSync(path); } catch {}
      await readCsv(path).catch(say);
      await parallel(new DataFrame({ n: [1] }), { backend: "inline" }).toCsv(path + ".new").catch(say);`;
    const out = execFileSync("sh", ["-c", `ulimit -n 64; exec "$0" "$@"`, process.execPath, "--input-type=module", "-e", script, many], { encoding: "utf8", cwd: new URL("../../..", import.meta.url) });
    const path = join(many, "7.csv");
    expect(out).toBe(`CsvParseError: cannot read ${path}: this process has too many files open (ulimit -n)\nSinkError: cannot write ${path}.new: this process has too many files open (ulimit -n)\n`);
  });
});

describe("many streams", () => {
  it("are read one after the other, without a warning of Node", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): number => warnings.push(warning);
    process.on("warning", note);
    const streams = Array.from({ length: 30 }, (_, i) => Readable.from([Buffer.from(`a,b\n${String(i)},x\n`)]));
    const all = await scanCsv(streams, { dtype: { a: "int32", b: "string" } }).collect();
    await new Promise(setImmediate); // warnings are told in a later turn
    process.off("warning", note);
    expect(all.col("a").toList()).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(warnings).toEqual([]);
  });
});

describe("a file that is replaced before its turn comes", () => {
  it.each([{}, { partitionRows: 1 }])("is an error that names it: its columns were those of another, %j", async (way) => {
    const names = Array.from({ length: 40 }, (_, i) => join(folder, `${String(i)}.csv`));
    for (const name of names) writeFileSync(name, "n\n1\n");
    const last = names.at(-1)!;
    writeFileSync(`${last}.new`, "m,n\n1,2\n");
    let batches = 0;
    const run = scanCsv(names, { backend: "inline", dtype: "int32", ...way }).forEachBatch(() => {
      if (batches++ === 0) renameSync(`${last}.new`, last);
    });
    await expect(run).rejects.toSatisfy((error) => error instanceof CsvParseError && error.file === last && error.message.includes("was replaced"));
    expect(batches).toBe(names.length - 1);
  });

  it("is an error, too, where it has become shorter: its rows would be missing", async () => {
    const names = Array.from({ length: 40 }, (_, i) => join(folder, `cut-${String(i)}.csv`));
    for (const name of names) writeFileSync(name, "n\n1\n2\n");
    const last = names.at(-1)!;
    let batches = 0;
    const run = scanCsv(names, { backend: "inline", dtype: "int32", partitionRows: 2 }).forEachBatch(() => {
      if (batches++ === 0) truncateSync(last, 4);
    });
    await expect(run).rejects.toSatisfy((error) => error instanceof CsvParseError && error.file === last && error.message.includes("has become shorter before it was read"));
  });
});

describe("skiprows and nrows of several files", () => {
  const [a, b] = [join(folder, "first.csv"), join(folder, "second.csv")];
  writeFileSync(a, "# first\nn\n1\n2\n3\n");
  writeFileSync(b, "# second\nn\n4\n5\n");

  it.each([
    ["lines from the top, of each file", { skiprows: 1 }, [1, 2, 3, 4, 5]],
    ["lines by number, of each file", { skiprows: [0, 2] }, [2, 3, 5]],
    ["lines by a function, of each file", { skiprows: (line: number) => line === 0 || line === 3 }, [1, 3, 4]],
    ["rows of all files together", { skiprows: 1, nrows: 4 }, [1, 2, 3, 4]],
    ["rows of the first alone", { skiprows: [0, 2], nrows: 2 }, [2, 3]],
    ["no rows", { skiprows: 1, nrows: 0 }, []],
  ] as const)("are %s", async (_, options, expected) => {
    for (const how of [{}, { partitionBytes: 2 }, { partitionRows: 1 }, { comment: "%" }, { encoding: "cp1252" }, { compression: null, dtype: "int32" }] as const) {
      const read = await scanCsv([a, b], { backend: "inline", ...options, ...how }).collect();
      expect([...read.col("n")], JSON.stringify(how)).toEqual(expected);
    }
    expect([...(await readCsv([a, b], options)).col("n")]).toEqual(expected);
  });
});
