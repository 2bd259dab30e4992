import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { CsvParseError, FrameError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, readCsv, scanCsv, scanRows } from "@framepool/parallel";
import { differences } from "../support/frames.js";
import { EFFORT, Seeded } from "../support/seeded.js";
import { outcomeOf } from "./outcome.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-hostile-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Names that mean something to an object. */
const NAMES = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "toJSON", "then", "prototype", "__defineGetter__", "shape", "columns", "length", "name", "-1"];

describe("columns that are named as an object's own things", () => {
  const text = Buffer.from(`${NAMES.join(",")}\n${NAMES.map((_, i) => i).join(",")}\n`);

  it.each(["inline", "threads"] as const)("are columns, from the file through functions to a file (%s)", async (backend) => {
    const pipe = scanCsv(text, { backend, workers: 1 });
    expect((await pipe.collect()).toRows()).toEqual([Object.fromEntries(NAMES.map((name, i) => [name, i]))]);
    const out = await pipe.apply((row: Record<string, number>) => row).collect();
    expect((out as DataFrame).columns).toEqual(NAMES);
    const target = join(folder, "names.csv");
    await pipe.mapPartitions((part) => part.assign(Object.fromEntries([["__proto__", part.col("__proto__").map((n: number) => n + 1)]]) as never)).toCsv(target);
    expect(readFileSync(target, "utf8").split("\n")[1]!.split(",")[0]).toBe("1");
  });

  it("are columns to every verb that takes names or values for names", async () => {
    const df = await readCsv(Buffer.from("__proto__,constructor,k\n1,2,__proto__\n3,,constructor\n"));
    const own = <T>(value: T) => Object.fromEntries([["__proto__", value]]);
    expect(df.select(["__proto__", "constructor"]).drop("constructor").columns).toEqual(["__proto__"]);
    expect(df.rename(own("a") as never).columns).toEqual(["a", "constructor", "k"]);
    expect(df.astype(own("float64") as never).dtypes["__proto__" as never]).toBe("float64");
    expect(df.fillna({ constructor: 9 } as never).col("constructor").toList()).toEqual([2, 9]);
    expect(df.groupby("k").agg(own("sum") as never).col("__proto__" as never).toList()).toEqual([1, 3]);
    expect(df.col("k").valueCounts().toRows()).toEqual([{ k: "__proto__", count: 1 }, { k: "constructor", count: 1 }]);
    expect(df.col("k").map(own(5)).toList()).toEqual([5, null]);
    expect(df.getDummies(["k"]).columns).toContain("k___proto__");
    const rows = [JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, number>];
    expect((await scanRows(rows, { backend: "inline" }).collect()).columns).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

/** Pieces of which hostile texts are made. */
const PIECES = ['"', '""', ",", ",", "\n", "\r", "\r\n", "a", "1", "-2.5", "é", "日本", "\u0000", "\ufeff", "x".repeat(70), " ", "NA", "=1+1", "__proto__", "\\", "'", "\u2028", "1e999", "0x1F", "2021-02-30"];
const BYTES = [0x80, 0xff, 0xc3, 0xed, 0xf0];

function hostile(random: Seeded): Buffer {
  const pieces = Array.from({ length: random.below(60) }, () => (random.below(60) === 0 ? Buffer.of(random.pick(BYTES)) : Buffer.from(random.pick(PIECES))));
  return Buffer.concat([Buffer.from("a,b,c\n"), ...pieces]);
}

describe("hostile CSV", () => {
  it("is a typed error, or the same frame however it is cut and read, and reads back as it was written", async () => {
    let frames = 0;
    for (let seed = 0; seed < 150 * EFFORT; seed++) {
      const random = new Seeded(seed);
      const bytes = hostile(random);
      const options = { dtype: random.pick([undefined, "string"] as const), onBadLines: random.pick(["error", "skip"] as const) };
      const given = { ...(options.dtype === undefined ? {} : { dtype: options.dtype }), onBadLines: options.onBadLines };
      const whole = await outcomeOf(`seed ${seed}`, () => scanCsv(bytes, { ...given, backend: "inline" }).collect());
      for (const way of [{ partitionBytes: 1 + random.below(20) }, { partitionRows: 1 + random.below(3) }]) {
        const cut = await outcomeOf(`seed ${seed}, ${JSON.stringify(way)}`, () => scanCsv(bytes, { ...given, ...way, backend: "inline" }).collect());
        expect("value" in cut, `seed ${seed}, ${JSON.stringify(way)}: ${"error" in cut ? cut.error.message : "no error"}, and ${"error" in whole ? whole.error.message : "none"}`).toBe("value" in whole);
        if ("value" in cut && "value" in whole) expect(differences(cut.value, whole.value), `seed ${seed}, ${JSON.stringify(way)}`).toEqual([]);
      }
      if ("error" in whole) continue;
      frames++;
      const text = await outcomeOf(`text of seed ${seed}`, async () => whole.value.toCsv());
      if (options.dtype !== "string" || "error" in text) continue;
      const again = await readCsv(Buffer.from(text.value), { dtype: "string" });
      expect(differences(again, whole.value), `seed ${seed} read back`).toEqual([]);
    }
    expect(frames).toBeGreaterThan(30);
  }, 600_000);

  it("of bytes that are no UTF-8 is an error with their place, wherever a part is cut", async () => {
    const bytes = Buffer.concat([Buffer.from("a\n" + "ok\n".repeat(50)), Buffer.of(0xff), Buffer.from("\nok\n")]);
    for (const way of [{}, { partitionBytes: 20 }, { partitionRows: 7 }]) {
      await expect(scanCsv(bytes, { ...way, backend: "inline" }).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV", line: 52, byte: 152 });
    }
  });

  it("with a field of 64 MiB is refused, and read where that is asked for", async () => {
    const path = join(folder, "large.csv");
    writeFileSync(path, Buffer.concat([Buffer.from("a,b\n1,"), Buffer.alloc(64 * 1024 * 1024, "x"), Buffer.from("\n2,y\n")]));
    await expect(scanCsv(path, { dtype: "string", workers: 1 }).collect()).rejects.toThrow("read it with a larger maxRowBytes");
    const target = join(folder, "large-out.csv");
    await scanCsv(path, { dtype: "string", workers: 1, maxRowBytes: 70_000_000 }).toCsv(target);
    expect(statSync(target).size).toBe(statSync(path).size);
  }, 120_000);

  it("of very many columns is a frame of very many columns, without a word about what workers are told of them", async () => {
    const columns = EFFORT > 1 ? 100_000 : 10_000;
    const name = "c".repeat(120);
    const warnings: string[] = [];
    const note = (warning: Error): void => void warnings.push(warning.message);
    process.on("warning", note);
    const line = (cell: (i: number) => string) => `${Array.from({ length: columns }, (_, i) => cell(i)).join(",")}\n`;
    const bytes = Buffer.from(line((i) => `${name}${i}`) + line(String) + line((i) => (i % 2 === 0 ? "" : "x")));
    const df = await scanCsv(bytes, { workers: 1 }).mapPartitions((part) => part).collect();
    expect([df.shape, df.at(0, `${name}${columns - 2}`), df.at(1, `${name}${columns - 1}`)]).toEqual([[2, columns], columns - 2, "x"]);
    expect(df.toCsv().length).toBe(bytes.length);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  }, 300_000);

  it("whose gzip is a bomb is an error before it fills the memory; what is a table may be read", async () => {
    const path = join(folder, "bomb.csv.gz");
    const member = gzipSync(Buffer.concat([Buffer.from("a\n"), Buffer.alloc(8 * 1024 * 1024, "1\n")]));
    const before = process.memoryUsage().rss;
    writeFileSync(path, Buffer.concat(Array.from({ length: 40 }, () => member)));
    await expect(scanCsv(path, { dtype: "string", backend: "inline" }).forEachBatch(() => undefined)).rejects.toSatisfy((error) => error instanceof CsvParseError && error.message.includes("more than 250 times its size"));
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6);
    writeFileSync(path, Buffer.concat(Array.from({ length: 10 }, () => member)));
    let rows = 0;
    await scanCsv(path, { dtype: "string", backend: "inline", maxCompressionRatio: 2000 }).forEachBatch((batch) => void (rows += batch.numRows));
    expect(rows).toBe(10 * 4 * 1024 * 1024 + 9);
    await expect(readCsv(path, { maxCompressionRatio: 0 })).rejects.toThrow("maxCompressionRatio is 0");
  }, 120_000);
});

describe("text that a spreadsheet would take for a formula", () => {
  it("is made text by escapeFormulas, in file to file too, where fields keep their bytes otherwise", async () => {
    const path = join(folder, "formulas.csv");
    writeFileSync(path, 'a,"=b"\n=1+1,-5\n"@SUM(1)",+x\n"\tx","\rx"\nplain,\n');
    const target = join(folder, "escaped.csv");
    for (const backend of ["inline", "threads"] as const) {
      await scanCsv(path, { dtype: "string", backend, workers: 1 }).toCsv(target, { escapeFormulas: true });
      expect(readFileSync(target, "utf8")).toBe("a,'=b\n'=1+1,'-5\n'@SUM(1),'+x\n'\tx,\"'\rx\"\nplain,\n");
    }
    const numbers = parallel(new DataFrame({ n: [-5, 1], s: ["-5", "ok"] }), { backend: "inline" });
    await numbers.toCsv(target, { escapeFormulas: true });
    expect(readFileSync(target, "utf8")).toBe("n,s\n-5,'-5\n1,ok\n");
  });
});

describe("a timestamp beyond what a Date holds", () => {
  it("is an error when it is written as text, not a crash", () => {
    const far = new DataFrame({ n: [2 ** 53 - 1] }).astype({ n: "int64" }).astype({ n: "timestamp" } as never);
    expect(() => far.toCsv()).toThrow(FrameError);
  });
});
