import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CsvParseError, FrameError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-asked-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "rows.csv");
const rows = Array.from({ length: 200 }, (_, i) => [i, ["S", "C", "Q", ""][i % 4], `t${String(i % 90)}`, i % 7 === 0 ? "" : i / 4, "n"] as const);
writeFileSync(file, `id,port,ticket,fare,note\n${rows.map((row) => row.join(",")).join("\n")}\n`);
const df = new DataFrame({ id: rows.map(([id]) => id), port: rows.map(([, port]) => (port === "" ? null : port!)), ticket: rows.map(([, , ticket]) => ticket), fare: rows.map(([, , , fare]) => (fare === "" ? null : fare)), note: rows.map(() => "n") });
/** `note` is on both sides. */
const ports = new DataFrame({ port: ["S", "C"], city: ["Southampton", "Cherbourg"], note: ["a", "b"] });

const steps = {
  join: (pipe: Pipeline) => pipe.merge(ports, { on: "port", how: "left" }),
  inner: (pipe: Pipeline) => pipe.merge(ports, { leftOn: "port", rightOn: "port" }),
  outer: (pipe: Pipeline) => pipe.merge(ports, { on: "port", how: "outer", suffixes: ["", "_port"] }),
  twice: (pipe: Pipeline) => pipe.merge(ports, { on: "port", how: "left" }).merge(ports, { on: "city", how: "left", suffixes: ["_left", "_right"] }),
  sort: (pipe: Pipeline) => pipe.sortValues("fare"),
  drop: (pipe: Pipeline) => pipe.dropDuplicates({ subset: "ticket" }),
  both: (pipe: Pipeline) => pipe.dropDuplicates({ subset: ["ticket", "port"] }).merge(ports, { on: "port" }).sortValues(["fare", "id"]),
  cross: (pipe: Pipeline) => pipe.head(3).merge(ports, { how: "cross" }),
} as const;
const ways = [(): Pipeline => scanCsv(file, { backend: "inline", partitionBytes: 700 }), (): Pipeline => parallel(df, { backend: "inline", partitions: 3 }) as unknown as Pipeline];

describe("columns that nobody asks for", () => {
  it("are not read, and the others are what they are when all are", async () => {
    for (const made of Object.values(steps)) {
      for (const begin of ways) {
        const all = await made(begin()).collect();
        await fc.assert(
          fc.asyncProperty(fc.subarray([...all.columns], { minLength: 1 }), async (columns) => {
            expect(differences(await made(begin()).select(columns).collect(), all.select(columns))).toEqual([]);
          }),
          { numRuns: 12 },
        );
      }
    }
  });

  it("are told of by explain", async () => {
    const plan = await steps.join(ways[0]!()).groupby("city").agg({ fare: "mean", note_y: "count" }).explain();
    expect(plan.toJSON().pushedDown).toEqual({ columns: [], asked: ["city", "fare", "note_y", "note", "port"], limit: null });
    expect(String(plan)).toContain('of its columns those of ["city","fare","note_y","note","port"], which are asked for, by the source');
    const begin = ways[0]!;
    for (const pipe of [steps.join(begin()), begin().merge(ports, {}).select(["fare"]), begin().merge(parallel(ports) as unknown as Pipeline, { on: "port" }).select(["fare"]), steps.join(begin()).filter((row) => row.id > 3).select(["fare"])]) {
      expect((await pipe.explain()).toJSON().pushedDown).toEqual({ columns: [], limit: null });
    }
  });

  it("are there for who names a column that is not", async () => {
    await expect(ways[0]!().merge(ports, { leftOn: "porrt", rightOn: "port" }).select(["fare"]).collect()).rejects.toThrow('did you mean "port"?');
    await expect(ways[0]!().sortValues("fares").select(["id"]).collect()).rejects.toThrow('did you mean "fare"?');
    await expect(ways[0]!().sortValues("fare").select(["notes"]).collect()).rejects.toThrow('did you mean "note"?');
    for (const begin of ways) {
      await expect(steps.join(begin()).select(["fares"]).collect()).rejects.toThrow('did you mean "fare"?');
      await expect(steps.join(begin()).groupby("city").agg({ tickets: "count" }).collect()).rejects.toThrow('did you mean "ticket"?');
      await expect(steps.join(begin()).select(["note"]).collect()).rejects.toThrow('"note_x"');
    }
  });

  it("are there where names of both sides do not go together", async () => {
    const right = ports.rename({ note: "fare" });
    for (const begin of ways) {
      const named = begin().rename({ id: "fare_x" });
      await expect(named.merge(right, { on: "port" }).select(["fare_y"]).collect()).rejects.toThrow('two columns would be named "fare_x"');
      await expect(begin().merge(right, { on: "port", suffixes: [null, null] }).select(["city"]).collect()).rejects.toThrow(FrameError);
      await expect(begin().merge(right, { on: "port", indicator: "ticket" }).select(["city"]).collect()).rejects.toThrow();
      expect((await begin().head(2).merge(right, { how: "cross" }).select(["city"]).collect()).toRows()).toEqual([{ city: "Southampton" }, { city: "Cherbourg" }, { city: "Southampton" }, { city: "Cherbourg" }]);
    }
  });

  it("may hold what their types do not, as those that a select leaves out", async () => {
    const declared = (): Pipeline => scanCsv(file, { backend: "inline", dtype: { id: "int32", note: "float64" } });
    await expect(declared().sortValues("fare").collect()).rejects.toThrow(CsvParseError);
    expect((await declared().sortValues("fare").select(["id"]).collect()).numRows).toBe(200);
    expect((await declared().merge(ports, { on: "port" }).select(["city"]).collect()).numRows).toBe(100);
    await expect(declared().merge(ports, { on: "port" }).select(["note_x"]).collect()).rejects.toThrow(CsvParseError);
    // Rows that are set aside are whole ones.
    const { rejects } = await scanCsv(file, { backend: "inline", onError: "collect" }).sortValues("fare").select(["id"]).apply(function fussy(row) {
      if (row.id === 3) throw new Error("three");
      return row.id;
    }).run();
    expect(rejects!.columns.slice(0, 5)).toEqual(["id", "port", "ticket", "fare", "note"]);
  });
});
