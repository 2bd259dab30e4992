import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { ArgumentError, SinkError, TaskError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanArrow, scanCsv } from "@framepool/parallel";
import { beforeAll, afterAll, beforeEach, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "framepool-files-"));
const out = join(folder, "out");
const input = (name: string) => join(folder, name);
const written = () => Object.fromEntries(readdirSync(out).sort().map((name) => [name, readFileSync(join(out, name), "utf8")]));

beforeAll(() => {
  mkdirSync(join(folder, "more"));
  writeFileSync(input("one.csv"), "a,b\n1,x\n2,y\n");
  writeFileSync(input("two.csv"), "a,b\n");
  writeFileSync(input("three.2024.csv"), "a,b\nz,3\n");
  writeFileSync(input("packed.csv.gz"), gzipSync("a,b\n7,q\n"));
  writeFileSync(input("more/one.csv"), "a,b\n");
});
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("toCsv of a path with {name} writes one file for each input", () => {
  it.each([["ranges", {}], ["ranges of a byte", { partitionBytes: 1 }], ["threads", { partitionBytes: 3, workers: 3 }], ["rows", { partitionRows: 1 }], ["csv-parse", { comment: "%" }], ["the main thread", { skiprows: () => false }]])("%s", async (_, how) => {
    const pipe = scanCsv([input("one.csv"), input("two.csv"), pathToFileURL(input("three.2024.csv"))], { backend: "inline", ...how }).mapPartitions((part: DataFrame) => part.assign({ n: part.col("a").map((a) => String(a).length) }));
    const report = await pipe.toCsv(join(out, "{name}-n.csv"), { sep: ";" });
    expect(report.rows).toBe(3);
    expect(written()).toEqual({ "one-n.csv": "a;b;n\n1;x;1\n2;y;1\n", "three.2024-n.csv": "a;b;n\nz;3;1\n", "two-n.csv": "a;b;n\n" });
  });

  it("named by a pattern, compressed or not, and compressed as the output's ending says", async () => {
    await scanCsv([join(folder, "o*.csv"), input("packed.csv.gz")]).toCsv(join(out, "{name}.csv.gz"));
    expect(readdirSync(out).sort()).toEqual(["one.csv.gz", "packed.csv.gz"]);
    expect(gunzipSync(readFileSync(join(out, "packed.csv.gz"))).toString()).toBe("a,b\n7,q\n");
  });

  it("also for what no row is wanted of", async () => {
    await scanCsv([input("one.csv"), input("three.2024.csv")], { backend: "inline" }).head(1).toCsv(join(out, "{name}.csv"));
    expect(written()).toEqual({ "one.csv": "a,b\n1,x\n", "three.2024.csv": "a,b\n" });
    await scanCsv([input("one.csv"), input("three.2024.csv")], { backend: "inline" }).mapPartitions((part: DataFrame) => part).head(1).toCsv(join(out, "{name}.csv"));
    expect(written()).toEqual({ "one.csv": "a,b\n1,x\n", "three.2024.csv": "a,b\n" });
  });

  it("whatever the name is", async () => {
    writeFileSync(input("$& x.csv"), "a,b\n1,2\n");
    await scanCsv(input("$& x.csv"), { backend: "inline" }).toCsv(join(out, "{name}.csv"));
    expect(written()).toEqual({ "$& x.csv": "a,b\n1,2\n" });
  });

  it("of an Arrow file too", async () => {
    await parallel(new DataFrame({ a: [1, 2] })).toArrow(input("table.arrow"));
    await scanArrow(input("table.arrow")).toCsv(join(out, "{name}.csv"));
    expect(written()).toEqual({ "table.csv": "a\n1\n2\n" });
  });

  it("or leaves all as they were", async () => {
    writeFileSync(join(out, "one.csv"), "old");
    const failing = scanCsv([input("one.csv"), input("three.2024.csv")], { backend: "inline" }).mapPartitions((part: DataFrame) => {
      if (part.col("b").at(0) === "3") throw new Error("no");
      return part;
    });
    await expect(failing.toCsv(join(out, "{name}.csv"))).rejects.toBeInstanceOf(TaskError);
    await expect(scanCsv([input("one.csv"), input("two.csv")]).toCsv(join(folder, "no-folder", "{name}.csv"))).rejects.toBeInstanceOf(SinkError);
    expect(written()).toEqual({ "one.csv": "old" });
  });

  it("and says before it reads where that cannot be", async () => {
    const refused = async (run: Promise<unknown>, message: RegExp) => {
      const error: unknown = await run.then(() => null, (reason: unknown) => reason);
      expect(error).toBeInstanceOf(ArgumentError);
      expect((error as Error).message).toMatch(message);
    };
    const target = join(out, "{name}.csv");
    await refused(scanCsv([input("one.csv"), input("more/one.csv")]).toCsv(target), /the same file for .*one\.csv and .*more.one\.csv/);
    await refused(scanCsv([input("one.csv"), Buffer.from("a,b\n")]).toCsv(target), /an input has none/);
    await refused(scanCsv([input("one.csv"), input("two.csv")]).groupby("a").size().toCsv(target), /brings the rows of all of them together/);
    await refused(parallel(new DataFrame({ a: [1] })).toCsv(target), /the source is none/);
    await refused(scanCsv([input("one.csv"), input("two.csv")]).toCsv(join(folder, "{name}.csv")), /is the input .*one\.csv/);
    symlinkSync(input("two.csv"), join(out, "one.csv"));
    await refused(scanCsv([input("one.csv"), input("two.csv")]).toCsv(target), /is the input .*two\.csv for .*one\.csv/);
    unlinkSync(join(out, "one.csv"));
    const aside = scanCsv([input("one.csv"), input("two.csv")], { onBadLines: "collect", rejects: join(folder, "out/two.csv") });
    await refused(aside.toCsv(target), /rejects is .*two\.csv, which the output goes to/);
    await refused(scanCsv([input("one.csv"), input("two.csv")], { onError: "collect", quarantine: join(out, "one.csv") }).toCsv(target), /quarantine is .*one\.csv, which the output goes to/);
    expect(written()).toEqual({});
  });
});
