// What docs/guide/danfojs.md says of danfojs-node 1.2.0: its answer, and ours for the same cells.
import { concat, DataFrame, Series } from "@framepool/frame";
import { fromDanfo } from "@framepool/danfo";
import * as dfd from "danfojs-node";
import { describe, expect, it } from "vitest";

const NaN = Number.NaN;

describe("danfojs gives another answer, and framepool pandas'", () => {
  it("for groups of keys that hold what danfojs glues them with", () => {
    const df = new dfd.DataFrame({ a: ["a-b", "a"], b: ["c", "b-c"], x: [1, 10] });
    expect(df.groupby(["a", "b"]).col(["x"]).sum().values).toEqual([["a-b", "c", 11]]);
    expect(fromDanfo(df).groupby(["a", "b"]).agg({ x: "sum" }).toRows()).toEqual([{ a: "a", b: "b-c", x: 10 }, { a: "a-b", b: "c", x: 1 }]);
  });

  it("for joins of such keys", () => {
    const left = new dfd.DataFrame({ a: ["a_b", "a"], b: ["c", "b_c"], x: [1, 10] });
    const right = new dfd.DataFrame({ a: ["a"], b: ["b_c"], y: [5] });
    expect(dfd.merge({ left, right, on: ["a", "b"], how: "inner" }).values).toEqual([["a_b", "c", 1, 5], ["a_b", "c", 10, 5]]);
    expect(fromDanfo(left).merge(fromDanfo(right), { on: ["a", "b"] }).toRows()).toEqual([{ a: "a", b: "b_c", x: 10, y: 5 }]);
  });

  it("for functions of a column or a row with missing cells", () => {
    const df = new dfd.DataFrame({ a: [1, NaN, 3], b: [4, 5, 6] });
    const seen: unknown[] = [];
    df.apply((column: unknown[]) => seen.push([...column]), { axis: 0 });
    df.apply((row: unknown[]) => seen.push([...row]), { axis: 1 });
    expect(seen).toEqual([[1, 3], [4, 5, 6], [1, 4], [5], [3, 6]]);
    const ours: unknown[] = [];
    fromDanfo(df).apply((column) => ours.push(column.toList()), { axis: 0 });
    fromDanfo(df).apply((row) => ours.push({ ...row }));
    expect(ours).toEqual([[1, null, 3], [4, 5, 6], { a: 1, b: 4 }, { a: null, b: 5 }, { a: 3, b: 6 }]);
  });

  it("for the first frame of a concat, which danfojs writes into", () => {
    const [a, b] = [new dfd.DataFrame({ a: [1, 2] }), new dfd.DataFrame({ a: [3] })];
    const [ourA, ourB] = [fromDanfo(a), fromDanfo(b)];
    dfd.concat({ dfList: [a, b], axis: 0 });
    expect(a.shape).toEqual([2, 1]);
    expect(a.getColumnData).toEqual([[1, 2, 3]]);
    expect(() => a["a"]).toThrow("IndexError");
    expect(concat([ourA, ourB]).toColumns()).toEqual({ a: [1, 2, 3] });
    expect([ourA.toColumns(), ourB.toColumns()]).toEqual([{ a: [1, 2] }, { a: [3] }]);
  });

  it("for a frame of which columns were filled or cast", () => {
    const make = () => new dfd.DataFrame({ a: [1.5, NaN], b: ["x", "y"] });
    const [filled, cast] = [make(), make()];
    filled.fillNa([0], { columns: ["a"] });
    cast.asType("a", "int32");
    expect([filled.values, (cast.values as number[][])[0]![0]]).toEqual([[[1.5, "x"], [0, "y"]], 1]);
    const ours = fromDanfo(make());
    expect(ours.fillna({ a: 0 }).astype({ a: "float32" }).toColumns()).toEqual({ a: [1.5, 0], b: ["x", "y"] });
    expect(ours.toColumns()).toEqual({ a: [1.5, null], b: ["x", "y"] });
  });

  it("for arithmetic and comparison of a missing cell", () => {
    const theirs = new dfd.Series([1, null, 3] as never);
    const ours = new Series([1, null, 3], { name: "x" });
    expect(theirs.add(1).values).toEqual([2, 1, 4]);
    expect(ours.add(1).toList()).toEqual([2, null, 4]);
    expect(theirs.lt(2).values).toEqual([true, true, false]);
    expect(ours.lt(2).toList()).toEqual([true, false, false]);
  });

  it("for means and counts of groups with missing cells", () => {
    const df = new dfd.DataFrame({ k: ["a", "a"], x: [1, NaN] });
    const group = () => df.groupby(["k"]).col(["x"]);
    expect([group().mean().values, group().count().values]).toEqual([[["a", NaN]], [["a", 2]]]);
    expect(fromDanfo(df).groupby("k").agg({ x: ["mean", "count"] }).toRows()).toEqual([{ k: "a", x_mean: 1, x_count: 1 }]);
  });

  it("for the order of text", () => {
    const names = ["b", "ab", "aa"];
    expect(new dfd.Series(names).sortValues().values).toEqual(["b", "ab", "aa"]);
    expect(new Series(names, { name: "x" }).sortValues().toList()).toEqual(["aa", "ab", "b"]);
  });

  it("for numbers of more than 24 bits", () => {
    const df = new dfd.DataFrame({ a: [16_777_217] });
    expect(df.add(0).values).toEqual([[16_777_216]]);
    expect(fromDanfo(df).add(0).toColumns()).toEqual({ a: [16_777_217] });
  });

  it("for distinct values, the spread of one value, and the length of text", () => {
    expect(new dfd.Series([1, NaN, NaN, null] as never).nUnique()).toBe(3);
    expect(new Series([1, NaN, NaN, null], { name: "x" }).nunique()).toBe(1);
    expect(new dfd.Series([4]).std()).toBe(0);
    expect(new DataFrame({ x: [4] }).col("x").std()).toBeNull();
    expect(new dfd.Series(["é😀"]).str.len().values).toEqual([3]);
    expect(new Series(["é😀"], { name: "x" }).str.len().toList()).toEqual([2]);
  });
});
