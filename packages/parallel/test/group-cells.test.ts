import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError, TaskError } from "@framepool/errors";
import { DataFrame, Series, type Cell, type CustomAggregate } from "@framepool/frame";
import { parallel, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

// These travel to workers, so each names only its arguments. They fail for groups of three, six … rows.
const picky = (ints: Series<number | null>) => {
  if (ints.length % 3 === 0) throw new RangeError("three");
  return ints.length;
};
/** Of the rows of a group, the least number too; it fails at the end, or at its first cell above 5. */
const pickyParts: CustomAggregate<number | null, { rows: number; least: number | null }, number | null> = {
  init: () => ({ rows: 0, least: null }),
  add(state, cell) {
    if (cell !== null && cell > 5) throw new RangeError("above five");
    return { rows: state.rows + 1, least: cell === null ? state.least : Math.min(cell, state.least ?? cell) };
  },
  merge: (state, later) => ({ rows: state.rows + later.rows, least: later.least === null ? state.least : Math.min(later.least, state.least ?? later.least) }),
  finish(state) {
    if (state.rows % 3 === 0) throw new RangeError("three");
    return state.least;
  },
};
const specs = { int: [picky, pickyParts, "sum"], n: { column: "int", aggfunc: "count" } };
const failsForCustom = (ints: readonly (number | null)[]): boolean => ints.length % 3 === 0 || ints.some((int) => int !== null && int > 5);

/** What `agg(specs)` gives where nothing fails, group by group with the rows of each, found in a loop. */
function groupsOf(df: DataFrame): Map<string, { readonly rows: number[]; readonly ints: (number | null)[] }> {
  const groups = new Map<string, { rows: number[]; ints: (number | null)[] }>();
  for (const [row, key] of ([...df.col("key")] as (string | null)[]).entries()) {
    if (key === null) continue;
    const group = groups.get(key) ?? { rows: [], ints: [] };
    group.rows.push(row);
    group.ints.push(df.at(row, "int") as number | null);
    groups.set(key, group);
  }
  return groups;
}
const byCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const sorted = (rows: readonly (number | null)[]): number[] => (rows as number[]).toSorted((a, b) => a - b);

describe("onError of functions that make one cell of a group", () => {
  const verdicts = fc.constantFrom("skip" as const, "null" as const, "collect" as const);

  it("agg: a group that fails is left out, has missing cells, or is set aside with all its rows, as in a loop over the groups", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, verdicts, async (df, way, onError) => {
        for (const [pipe, frame] of await overBoth(df, { ...way, onError })) {
          const groups = [...groupsOf(frame)].sort(([a], [b]) => byCodePoints(a, b));
          const fails = ({ ints }: { ints: readonly (number | null)[] }): boolean => ints.length % 3 === 0 || failsForCustom(ints);
          const { frame: out, rejects, report } = await pipe.groupby("key").agg(specs as never).run();
          const left = onError === "null" ? groups : groups.filter(([, group]) => !fails(group));
          expect((out as DataFrame).columns).toEqual(["key", "int_picky", "int_custom", "int_sum", "n"]);
          const numbers = (ints: readonly (number | null)[]): number[] => ints.filter((int) => int !== null);
          expect(out.toRows()).toEqual(left.map(([key, { ints }]) => ({
            key,
            int_picky: ints.length % 3 === 0 ? null : ints.length,
            int_custom: failsForCustom(ints) || numbers(ints).length === 0 ? null : Math.min(...numbers(ints)),
            int_sum: numbers(ints).reduce((sum, int) => sum + int, 0),
            n: numbers(ints).length,
          })));
          // Of a group that goes, what it failed at first counts; a cell that is missing is each function's own.
          const calls = ({ ints }: { ints: readonly (number | null)[] }): number => (onError === "null" ? Number(ints.length % 3 === 0) + Number(failsForCustom(ints)) : Number(fails({ ints })));
          expect(report.errors.count).toBe(groups.reduce((sum, [, group]) => sum + calls(group), 0));
          if (onError === "collect") expect(sorted([...rejects!.col("error_row")] as number[])).toEqual(sorted(groups.flatMap(([, group]) => (fails(group) ? group.rows : []))));
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it("agg: what is left is what the frame gives of the rows that were not set aside, with any keys and options", async () => {
    const options = fc.record({ sort: fc.boolean(), dropna: fc.boolean(), observed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom<string | string[]>("key", "label", ["label", "key"]), options, fc.constantFrom("skip" as const, "collect" as const), async (df, way, keys, groupOptions, onError) => {
        const tame = task({}, (ints: Series<number | null>) => { if (ints.length % 3 === 0) throw new RangeError("three"); return ints.length; });
        const { frame: out } = await (parallel(df, { ...way, onError }) as Pipeline).groupby(keys, groupOptions).agg({ int: [tame, "max"], text: ["first"] } as never).run();
        const whole = df.groupby(keys, groupOptions).agg({ int: [(ints: Series) => ints.length, "max"], text: ["first"] } as never) as DataFrame;
        // A category that no row has is there as it was.
        const kept = whole.filter((row) => { const rows = (row as Record<string, Cell>)["int_custom"]; return rows === null || (rows as number) % 3 !== 0; });
        // Where no call gave a value, nobody knows the type of one.
        if (kept.numRows === 0) expect(out.numRows).toBe(0);
        else expect(differences(out as DataFrame, kept as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(25) },
    );
  });

  it("transform: the rows of a group that fails are left out, missing, or set aside", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, verdicts, async (df, way, onError) => {
        const groups = groupsOf(df);
        const keys = [...df.col("key")] as (string | null)[];
        const fails = (key: string | null): boolean => key !== null && failsForCustom(groups.get(key)!.ints);
        const { frame, rejects } = await (parallel(df, { ...way, onError }) as Pipeline).groupby("key").col("int").transform(pickyParts as never).run();
        const kept = onError === "null" ? keys : keys.filter((key) => !fails(key));
        const least = (key: string | null): number | null => (key === null || fails(key) ? null : groups.get(key)!.ints.reduce((min, int) => (int === null ? min : Math.min(int, min ?? int)), null));
        expect([...(frame as unknown as Iterable<Cell>)]).toEqual(kept.map(least));
        if (onError === "collect") expect(sorted([...rejects!.col("error_row")] as number[])).toEqual(keys.flatMap((key, row) => (fails(key) ? [row] : [])));
      }),
      { numRuns: runs(25) },
    );
  });

  const small = new DataFrame({ k: ["a", "b", "a", "c"], n: [1, 2, 3, 4], t: ["u", "v", "w", "x"] });
  const alone = (numbers: Series<number>) => { if (numbers.length < 2) throw new RangeError(`only ${String(numbers.length)}`); return numbers.length; };
  const ways = [{ workers: 2, partitions: 3 }, { backend: "inline" }] as const;

  it.each(ways)("tells each row that was set aside what it belongs to: %j", async (way) => {
    const { frame: out, rejects, report } = await parallel(small, { ...way, onError: "collect" }).groupby("k").agg({ n: [alone, "max"] }).run();
    expect(out.toRows()).toEqual([{ k: "a", n_alone: 2, n_max: 3 }]);
    expect(rejects!.select(["k", "n", "error_class", "error_message", "error_op", "error_key", "error_row"] as never[]).toRows()).toEqual([
      { k: "b", n: 2, error_class: "RangeError", error_message: "only 1", error_op: "groupby.agg", error_key: "k = 'b'", error_row: 1 },
      { k: "c", n: 4, error_class: "RangeError", error_message: "only 1", error_op: "groupby.agg", error_key: "k = 'c'", error_row: 3 },
    ]);
    expect(report.errors).toMatchObject({ count: 2, rowsAside: 2 });
    // They are rows that the same call takes again.
    const again = await parallel(rejects!, { ...way, onError: "null" }).groupby("k").agg({ n: alone } as never).collect();
    expect(again.toRows()).toEqual([{ k: "b", n: null }, { k: "c", n: null }]);
  });

  it.each(ways)("may be asked of a function, which sees the key: %j", async (way) => {
    const byKey = (error: TaskError) => (error.op !== "groupby.agg" ? "fail" : (error.key as { k: string }).k === "b" ? "skip" : "null");
    expect((await parallel(small, { ...way, onError: byKey }).groupby("k").agg({ n: alone, t: "first" }).collect()).toRows()).toEqual([{ k: "a", n: 2, t: "u" }, { k: "c", n: null, t: "x" }]);
    expect((await parallel(small, { ...way, onError: byKey }).groupby("k").agg({ n: { init: () => 0, add: (sum: number, n: number) => { if (n % 2 === 0) throw new Error("even"); return sum + n; }, merge: (a: number, b: number) => a + b, finish: (sum: number) => sum } }).collect()).toRows()).toEqual([{ k: "a", n: 4 }, { k: "c", n: null }]);
    const failing = (error: TaskError) => ((error.key as { k: string }).k === "c" ? "fail" : "skip");
    await expect(parallel(small, { ...way, onError: failing }).groupby("k").agg({ n: alone }).collect()).rejects.toMatchObject({ op: "groupby.agg", key: { k: "c" }, cause: expect.any(RangeError) });
  });

  it("counts groups for maxErrors, in their order", async () => {
    const error: unknown = await parallel(small, { workers: 2, partitions: 2, onError: "skip", maxErrors: 1 }).groupby("k").agg({ n: alone }).collect().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_TASK", key: { k: "c" } });
  });

  it.each(ways)("agg of all rows: there is one group, whose value may be missing; nothing else is left of it: %j", async (way) => {
    const never = { init: () => 0, add: (): number => { throw new RangeError("no"); }, merge: (a: number) => a, finish: (a: number) => a };
    const fails = (): number => { throw new RangeError("no"); };
    expect(await parallel(small, { ...way, onError: "null" }).agg({ n: fails, t: "count" })).toEqual({ n: null, t: 4 });
    expect(await parallel(small, { ...way, onError: "null" }).agg({ n: never, t: "count" } as never)).toEqual({ n: null, t: 4 });
    expect(await parallel(small, { ...way, onError: () => "null" as const }).agg({ n: fails })).toEqual({ n: null });
    for (const onError of ["skip", "collect"] as const) {
      for (const fn of [fails, never]) await expect(parallel(small, { ...way, onError }).agg({ n: fn } as never)).rejects.toThrow(`onError: "${onError}" would leave nothing of agg`);
      expect(await parallel(small, { ...way, onError }).agg({ n: "sum" })).toEqual({ n: 10 });
    }
    await expect(parallel(small, { ...way, onError: () => "skip" as const }).agg({ n: fails })).rejects.toThrow(ArgumentError);
    await expect(parallel(small, way).agg({ n: fails })).rejects.toMatchObject({ op: "agg", key: null, globalRow: null, firstRow: 0, partition: 0 });
  });

  it("of a category that no row has, users' aggregates finish nothing: that may fail, too", async () => {
    const labels = new DataFrame({ k: new Series(["a", "b", "a"], { dtype: "category" }), n: [1, 2, 3] }).filter((row) => row.k === "a");
    const some = { init: () => 0, add: (rows: number) => rows + 1, merge: (a: number, b: number) => a + b, finish: (rows: number) => { if (rows === 0) throw new RangeError("nothing"); return rows; } };
    const run = (onError: PipelineOptions["onError"] & string) => parallel(labels, { workers: 2, partitions: 2, onError }).groupby("k").agg({ n: some }).collect();
    expect((await run("null")).toRows()).toEqual([{ k: "a", n: 2 }, { k: "b", n: null }]);
    expect((await run("skip")).toRows()).toEqual([{ k: "a", n: 2 }]);
    await expect(run("fail")).rejects.toThrow(TaskError);
  });

  it.each<["dies" | "never answers", PipelineOptions, string]>([["dies", {}, "WorkerExitError"], ["never answers", { timeout: 400 }, "TimeoutError"]])("sets the groups of a part aside whose worker %s", async (what, options, name) => {
    const rows = 40_000;
    const many = new DataFrame({ n: Array.from({ length: rows }, (_, i) => i), key: Array.from({ length: rows }, (_, i) => `k${String(i % 10)}`) });
    const fatal = task({ what }, (numbers: Series<number>, captures): number => {
      if (numbers.at(0) !== 3) return numbers.length;
      if (captures.what === "dies") process.exit(4);
      for (;;);
    });
    const { frame: out, rejects } = await parallel(many, { workers: 2, partitions: 4, onError: "collect", ...options }).groupby("key").agg({ n: [fatal as never, "max"] }).run();
    const gone = new Set([...rejects!.col("key")] as string[]);
    expect(gone.has("k3")).toBe(true);
    expect(rejects!.at(0, "error_class")).toBe(name);
    const left = Array.from({ length: 10 }, (_, i) => `k${String(i)}`).filter((key) => !gone.has(key));
    expect(left.length).toBeGreaterThan(0);
    expect(out.toRows()).toEqual(left.map((key) => ({ key, n_custom: 4000, n_max: 39_990 + Number(key.slice(1)) })));
    expect(rejects!.numRows).toBe(4000 * gone.size);
  });

  it("is told by explain: aggregates in parts are given whole groups then", async () => {
    const parts = { init: () => 0, add: (n: number) => n, merge: (a: number) => a, finish: (a: number) => a };
    const line = async (options: PipelineOptions) => String(await parallel(small, options).groupby("k").agg({ n: parts }).explain()).split("\n").find((text) => text.includes(".agg("))!;
    expect(await line({})).toContain("a partial of each part");
    expect(await line({ onError: "skip" })).toContain("all rows at once, here");
  });
});
