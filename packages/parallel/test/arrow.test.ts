import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Dictionary, Field, Int8, Int64, List, makeData, RecordBatchReader, Table, tableFromIPC, Utf8, Vector, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, FrameError, SchemaMismatchError, SinkError } from "@framepool/errors";
import { concat, DataFrame, Series } from "@framepool/frame";
import { parallel, scanArrow, scanCsv, scanRows, type PipelineOptions } from "@framepool/parallel";
import { anyFrame, differences } from "./support/frames.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-arrow-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const backend = fc.constantFrom("inline" as const, "inline" as const, "threads" as const);
const format = fc.constantFrom("file" as const, "stream" as const);
const WAYS: readonly PipelineOptions[] = [{ backend: "inline" }, { backend: "inline", partitionRows: 7 }, { workers: 1, partitionBytes: 300 }, { workers: 3, partitionRows: 40 }];

describe("toArrow and scanArrow", () => {
  it("give the frame back, of every type, in any parts, as file and stream, by path and as bytes", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, backend, format, fc.integer({ min: 1, max: 6 }), fc.constantFrom({}, { partitionRows: 1 }, { partitionRows: 4 }, { partitionBytes: 100 }), fc.boolean(), async (df, backend, format, partitions, cut, isPath) => {
        const target = at("round.arrow");
        await parallel(df, { backend, workers: 2, partitions }).toArrow(target, { format });
        const source = isPath ? target : readFileSync(target);
        const out = await scanArrow(source, { backend, workers: 2, ...cut }).mapPartitions((part) => part).collect();
        expect(differences(out, df)).toEqual([]);
      }),
      { numRuns: runs(60) },
    );
  });

  it("write a column without a name, in one part and in several", async () => {
    for (const format of ["file", "stream"] as const) {
      for (const options of WAYS) {
        const target = at("nameless.arrow");
        const nameless = parallel(new DataFrame({ n: Array.from({ length: 90 }, (_, n) => n) }), options).apply((row) => row.n * 2);
        await nameless.toArrow(target, { format });
        expect(differences(await scanArrow(target).collect(), new DataFrame({ "": Array.from({ length: 90 }, (_, n) => n * 2) }))).toEqual([]);
      }
    }
  });

  it("write dictionaries of numbers, and those within lists, as one that grows, and no rows with their categories", async () => {
    const numbers = makeData({ type: new Dictionary(new Int64(), new Int8(), 900), data: Int8Array.of(1, 0, 1, 2, 2), dictionary: vectorFromArray([10n, 20n, 30n], new Int64()) });
    const lists = vectorFromArray([["x"], ["y", "x"], null, [], ["z"]], new List(new Field("item", new Dictionary(new Utf8(), new Int8(), 901), true)));
    const one = DataFrame.fromArrow(new Table({ n: new Vector([numbers]), l: lists, c: vectorFromArray(["a", "b", "a", "c", "a"], new Dictionary(new Utf8(), new Int8(), 902)) }));
    const other = DataFrame.fromArrow(new Table({ n: vectorFromArray([40n, 10n], new Dictionary(new Int64(), new Int8(), 903)), l: vectorFromArray([["w", "x"], ["y"]], lists.type), c: vectorFromArray(["d", "a"], new Dictionary(new Utf8(), new Int8(), 904)) }));
    const rows = [...one.toRows(), ...other.toRows()];
    for (const format of ["file", "stream"] as const) {
      for (const options of WAYS.slice(0, 2)) {
        await parallel(concat([one, other]), { ...options, partitionRows: 2 }).toArrow(at("codes.arrow"), { format });
        expect((await scanArrow(at("codes.arrow"), options).collect()).toRows()).toEqual(rows);
        expect((await scanArrow(at("codes.arrow"), { ...options, partitionRows: 3 }).sortValues("c", { ascending: false }).collect()).toRows()).toEqual(concat([one, other]).sortValues("c", { ascending: false }).toRows());
        const none = await scanArrow(await one.slice(0, 0).toArrowIpc({ format }), options).collect();
        expect([none.numRows, none.groupby("c").size().col("c").toList()]).toEqual([0, ["a", "b", "c"]]);
      }
    }
  });

  it("write what apache-arrow reads, one record batch a part, with one dictionary that grows", async () => {
    const df = new DataFrame({ n: [1, 2, 3, 4], k: new Series(["b", "a", "b", null], { name: "k", dtype: "category" }), other: new Series(["x", "x", "y", "x"], { name: "other", dtype: "category" }) });
    const more = new DataFrame({ n: [5, 6], k: new Series(["c", "a"], { name: "k", dtype: "category" }), other: new Series([null, "z"], { name: "other", dtype: "category" }) });
    for (const format of ["file", "stream"] as const) {
      await parallel(concat([df, more]), { backend: "inline", partitionRows: 2 }).toArrow(at("read.arrow"), { format });
      const table = tableFromIPC(readFileSync(at("read.arrow")));
      expect(table.batches.map(({ numRows }) => numRows)).toEqual([2, 2, 2]);
      expect([...table.getChild("n")!]).toEqual([1, 2, 3, 4, 5, 6]);
      expect([...table.getChild("k")!]).toEqual(["b", "a", "b", null, "c", "a"]);
      expect([...table.getChild("other")!]).toEqual(["x", "x", "y", "x", null, "z"]);
      expect(RecordBatchReader.from(readFileSync(at("read.arrow"))).isFile()).toBe(format === "file");
    }
  });

  it("cut and join record batches: rows exactly, bytes about", async () => {
    const df = new DataFrame({ n: Int32Array.from({ length: 1000 }, (_, i) => i) as unknown as number[] });
    await parallel(df, { backend: "inline", partitionRows: 90 }).toArrow(at("cut.arrow"));
    const sizes = async (options: PipelineOptions) => (await scanArrow(at("cut.arrow"), options).mapPartitions((part) => part).run()).report.partitions.map(({ rows }) => rows);
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      expect(await sizes({ ...way, partitionRows: 300 })).toEqual([300, 300, 300, 100]);
      expect(await sizes({ ...way, partitionRows: 1000 })).toEqual([1000]);
      expect((await sizes({ ...way, partitionBytes: 200 })).slice(0, 3)).toEqual([45, 45, 45]);
      expect(await sizes({ ...way, partitionBytes: 800 })).toEqual([270, 270, 270, 190]);
      expect(await sizes(way)).toEqual([1000]);
    }
  });

  it("keep the types of a source without rows", async () => {
    const empty = new DataFrame({ a: new Series([], { name: "a", dtype: "int8" }), b: new Series([], { name: "b", dtype: "category" }) });
    for (const format of ["file", "stream"] as const) {
      await parallel(empty, { backend: "inline" }).toArrow(at("empty.arrow"), { format });
      const out = await scanArrow(at("empty.arrow"), { backend: "inline" }).mapPartitions((part) => part).collect();
      expect([out.numRows, out.dtypes]).toEqual([0, { a: "int8", b: "category" }]);
    }
  });

  it("select and head leave the rest: of other columns nothing is sent, later batches are not read", async () => {
    const df = new DataFrame({ a: Array.from({ length: 1000 }, (_, i) => i), b: Array.from({ length: 1000 }, (_, i) => `b${i}`) });
    await parallel(df, { backend: "inline", partitionRows: 10 }).toArrow(at("select.arrow"));
    for (const way of WAYS) {
      const { frame, report } = await scanArrow(at("select.arrow"), way).select(["b"]).head(25).mapPartitions((part) => part).run();
      expect(frame.toColumns()).toEqual({ b: Array.from({ length: 25 }, (_, i) => `b${i}`) });
      expect(report.rows).toBe(25);
    }
    await expect(scanArrow(at("select.arrow")).select(["c"]).collect()).rejects.toThrow('no column "c"');
  });

  it("take a file URL, and write to a stream that is left open", async () => {
    const stream = new PassThrough();
    const bytes = buffer(stream);
    await parallel(new DataFrame({ a: [1, 2] }), { backend: "inline" }).toArrow(stream, { format: "stream" });
    stream.end();
    writeFileSync(at("url.arrow"), await bytes);
    expect((await scanArrow(pathToFileURL(at("url.arrow")), { backend: "inline" }).collect()).toColumns()).toEqual({ a: [1, 2] });
  });
});

describe("scanArrow", () => {
  it.each([
    ["text", Buffer.from("a,b\n1,2\n"), "it is no Arrow IPC file or stream"],
    ["nothing", Buffer.alloc(0), "it is no Arrow IPC file or stream"],
    ["a file without its end", null, "whose end is missing"],
  ])("refuses %s, naming it", async (_what, bytes, message) => {
    await parallel(new DataFrame({ a: [1, 2] }), { backend: "inline" }).toArrow(at("whole.arrow"));
    const path = at("broken.arrow");
    writeFileSync(path, bytes ?? readFileSync(at("whole.arrow")).subarray(0, -20));
    for (const source of [path, readFileSync(path)]) {
      await expect(scanArrow(source, { backend: "inline" }).collect()).rejects.toSatisfy((error) => error instanceof FrameError && error.message.includes(message) && error.message.includes(typeof source === "string" ? path : "the bytes"));
    }
  });

  it("ends with a stream that is cut off in the middle of a batch, after what came before", async () => {
    await parallel(new DataFrame({ a: Array.from({ length: 100 }, (_, i) => i) }), { backend: "inline", partitionRows: 50 }).toArrow(at("cutoff.arrow"), { format: "stream" });
    writeFileSync(at("cutoff.arrow"), readFileSync(at("cutoff.arrow")).subarray(0, -60));
    const given: number[] = [];
    await expect(scanArrow(at("cutoff.arrow"), { backend: "inline", partitionRows: 10 }).forEachBatch((batch) => void given.push(batch.numRows))).rejects.toSatisfy((error) => error instanceof FrameError && error.message.includes("cutoff.arrow"));
    expect(given).toEqual([10, 10, 10, 10, 10]);
  });

  it("says which file is not there, and takes nothing else for one", async () => {
    await expect(scanArrow(at("nothing.arrow")).collect()).rejects.toThrow("nothing.arrow as Arrow IPC: there is no such file");
    await expect(scanArrow(folder).collect()).rejects.toThrow(FrameError);
    expect(() => scanArrow([1] as never)).toThrow(ArgumentError);
  });

  it("reads no further than the sink keeps up with", async () => {
    const df = new DataFrame({ n: Array.from({ length: 20_000 }, (_, i) => i) });
    await parallel(df, { backend: "inline", partitionRows: 100 }).toArrow(at("slow.arrow"));
    const controller = new AbortController();
    let through = 0;
    const { pid } = process;
    const run = scanArrow(at("slow.arrow"), { backend: "inline", partitionRows: 100, signal: controller.signal, onProgress: () => through++ }).forEachBatch(async () => {
      await sleep(1);
      if (through === 50) controller.abort();
    });
    await expect(run).rejects.toThrow(AbortError);
    expect(through).toBeLessThan(60);
    if (existsSync(`/proc/${pid}/fd`)) expect(readdirSync(`/proc/${pid}/fd`).length).toBeLessThan(200);
  });
});

describe("toArrow", () => {
  it("casts a part to the types of the first where nothing is lost, and names the column where something is", async () => {
    const halves = parallel(new DataFrame({ n: [1, 2, 3, 4] }), { backend: "inline", partitionRows: 2 });
    await halves.mapPartitions((part) => part.assign({ x: part.at(0, "n") === 1 ? [0.5, 1] : [2, 3] })).toArrow(at("cast.arrow"));
    const out = await scanArrow(at("cast.arrow"), { backend: "inline" }).collect();
    expect([out.dtypes, out.toColumns()]).toEqual([{ n: "int32", x: "float64" }, { n: [1, 2, 3, 4], x: [0.5, 1, 2, 3] }]);
    const lost = halves.mapPartitions((part) => part.assign({ x: part.at(0, "n") === 1 ? [2, 3] : [0.5, 1] })).toArrow(at("lost.arrow"));
    await expect(lost).rejects.toSatisfy((error) => error instanceof SchemaMismatchError && error.partition === 1 && error.column === "x");
    expect(readdirSync(folder).filter((name) => name.includes("lost"))).toEqual([]);
    const uneven = halves.mapPartitions((part) => (part.at(0, "n") === 1 ? part : part.assign({ more: 1 }))).toArrow(at("lost.arrow"));
    await expect(uneven).rejects.toThrow('partition 1 adds "more"');
  });

  it("takes the type of a column's first cells, which need not be in the first part", async () => {
    for (const way of WAYS) {
      const late = parallel(new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) }), way).apply((row) => ({ n: row.n, s: row.n < 90 ? null : `s${row.n}` }));
      await late.toArrow(at("late.arrow"));
      const out = await scanArrow(at("late.arrow"), { backend: "inline" }).collect();
      expect([out.dtypes, out.at(0, "s"), out.at(99, "s")]).toEqual([{ n: "int32", s: "string" }, null, "s99"]);
    }
    await parallel(new DataFrame({ n: [1, 2] }), { backend: "inline", partitionRows: 1 }).apply(() => ({ s: null })).toArrow(at("none.arrow"));
    expect((await scanArrow(at("none.arrow"), { backend: "inline" }).collect()).toColumns()).toEqual({ s: [null, null] });
  });

  it("writes the very bytes for any workers", async () => {
    const csv = at("in.csv");
    writeFileSync(csv, `id,name\n${Array.from({ length: 3000 }, (_, i) => `${i},n${i % 17}`).join("\n")}\n`);
    const written: Buffer[] = [];
    for (const way of [{ backend: "inline" as const }, { workers: 1 }, { workers: 3 }]) {
      await scanCsv(csv, { ...way, partitionBytes: 3000, dtype: { name: "category" } }).mapPartitions((part) => part.assign({ more: part.col("id").map((id: number) => id * 2) })).toArrow(at("same.arrow"));
      written.push(readFileSync(at("same.arrow")));
    }
    expect(written[1]!.equals(written[0]!)).toBe(true);
    expect(written[2]!.equals(written[0]!)).toBe(true);
    const out = await scanArrow(at("same.arrow"), { backend: "inline" }).collect();
    expect(out.row(2999)).toEqual({ id: 2999, name: "n7", more: 5998 });
  });

  it("leaves the old file, and nothing beside it, when the run fails or is aborted", async () => {
    const target = at("old.arrow");
    writeFileSync(target, "old");
    async function* failing() {
      for (let i = 0; i < 50; i++) yield { n: i };
      throw new RangeError("lost");
    }
    await expect(scanRows(failing(), { backend: "inline", partitionRows: 10 }).toArrow(target)).rejects.toThrow("lost");
    const signal = AbortSignal.timeout(100);
    await expect(parallel(new DataFrame({ n: [1] }), { workers: 1, signal }).mapPartitions((part) => { while (part.numRows > 0); return part; }).toArrow(target)).rejects.toThrow(AbortError);
    expect(readFileSync(target, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
    await expect(parallel(new DataFrame({ n: [1] })).toArrow(at("none/x.arrow"))).rejects.toThrow(SinkError);
    expect(existsSync("/dev/full") ? await parallel(new DataFrame({ n: [1] })).toArrow("/dev/full").catch((error: unknown) => error instanceof SinkError && error.message.includes("no space is left")) : true).toBe(true);
  });

  it("says why a file cannot be read", async () => {
    await expect(scanArrow(folder).collect()).rejects.toThrow(`cannot read ${folder} as Arrow IPC: it is a folder`);
    await expect(scanArrow(at("missing.arrow")).collect()).rejects.toThrow("as Arrow IPC: there is no such file");
    await expect(scanArrow(at(`${"n".repeat(300)}.arrow`)).collect()).rejects.toThrow("as Arrow IPC: its name is too long");
  });

  it("says what it does not take", async () => {
    const pipe = parallel(new DataFrame({ n: [1] }));
    await expect(pipe.toArrow(at("x.arrow"), { format: "feather" as never })).rejects.toThrow(ArgumentError);
    await expect(pipe.toArrow(at("x.arrow"), { compresion: "zstd" } as never)).rejects.toThrow('no option "compresion"');
    await expect(pipe.toArrow(at("x.arrow"), { compression: "lz4" as never })).rejects.toThrow(ArgumentError);
    for (const name of [at("x.arrow.gz"), pathToFileURL(at("x.arrow.ZST"))]) {
      await expect(pipe.toArrow(name)).rejects.toThrow("an Arrow file is not read or written compressed; leave the last ending out");
      expect(() => scanArrow(name)).toThrow(ArgumentError);
    }
    expect(readdirSync(folder).filter((name) => name.includes("x.arrow"))).toEqual([]);
  });
});
