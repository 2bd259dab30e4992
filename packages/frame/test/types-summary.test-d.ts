// Compiled, never run: the types of reductions, groups, order, joins and reshaping. See `npm run types`.
import { expectTypeOf } from "vitest";
import { crosstab, Series, type Cell, type DataFrame, type MergeOptions } from "@framepool/frame";

declare const typed: DataFrame<{ Name: string | null; Age: number | null; Fare: number; Born: Date; Tags: string[] }>;
declare const loose: DataFrame;
declare const numbers: DataFrame<{ a: number | null; b: number }>;

// reductions
expectTypeOf(typed.col("Fare").sum()).toEqualTypeOf<number>();
expectTypeOf(new Series([1n]).sum()).toEqualTypeOf<bigint>();
expectTypeOf(typed.col("Age").mean()).toEqualTypeOf<number | null>();
expectTypeOf(typed.col("Born").median()).toEqualTypeOf<Date | null>();
expectTypeOf(typed.col("Name").max()).toEqualTypeOf<string | null>();
expectTypeOf(typed.col("Fare").quantile(0.5)).toEqualTypeOf<number | null>();
expectTypeOf(typed.col("Fare").quantile([0.5])).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Name").mode()).toEqualTypeOf<Series<string>>();
expectTypeOf(typed.col("Name").unique()).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Name").nunique()).toEqualTypeOf<number>();
expectTypeOf(typed.col("Name").valueCounts().col("count")).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.col("Name").valueCounts({ normalize: true }).col("proportion")).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.col("Age").cumsum()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Age").rank()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Tags").explode()).toEqualTypeOf<Series<string | null>>();
expectTypeOf(numbers.mean()).toEqualTypeOf<{ a: number | null; b: number | null }>();
expectTypeOf(numbers.sum()).toEqualTypeOf<{ a: number; b: number }>();
expectTypeOf(typed.count().Name).toEqualTypeOf<number>();
expectTypeOf(typed.min().Born).toEqualTypeOf<Date | null>();
expectTypeOf(typed.describe().col("statistic")).toEqualTypeOf<Series<string>>();
expectTypeOf(numbers.corr().col("column")).toEqualTypeOf<Series<string>>();
// @ts-expect-error no such column
numbers.mean().c;
loose.mean().anything;

// order
expectTypeOf(typed.sortValues(["Name", "Age"], { ascending: [true, false] })).toEqualTypeOf<typeof typed>();
expectTypeOf(typed.dropDuplicates({ subset: "Name" })).toEqualTypeOf<typeof typed>();
// @ts-expect-error no such column
typed.sortValues("Nmae");
// @ts-expect-error no such column
typed.dropDuplicates({ subset: ["Nmae"] });
// @ts-expect-error no such column
typed.nlargest(3, "Fear");
loose.sortValues("anything");

// groups
const grouped = typed.groupby("Name");
const made = grouped.agg({ Age: "median", Fare: ["mean", "max"], n: { column: "Born", aggfunc: "count" } });
expectTypeOf(made.toColumns()).toEqualTypeOf<{ Name: (string | null)[]; Age: (number | null)[]; Fare_mean: (number | null)[]; Fare_max: (number | null)[]; n: number[] }>();
expectTypeOf(grouped.agg({ Born: "max" }).col("Born")).toEqualTypeOf<Series<Date | null>>();
expectTypeOf(grouped.agg({ Age: (age) => age.length, Fare: { init: () => 0, add: (sum: number, x: number) => sum + x, merge: (a: number, b: number) => a + b, finish: (sum: number) => String(sum) } }).toColumns())
  .toEqualTypeOf<{ Name: (string | null)[]; Age: number[]; Fare: string[] }>();
expectTypeOf(numbers.groupby("b").agg("mean").toColumns()).toEqualTypeOf<{ a: (number | null)[]; b: number[] }>();
expectTypeOf(numbers.groupby("b").agg(["min", "count"]).toColumns()).toEqualTypeOf<{ b: number[]; a_min: (number | null)[]; a_count: number[] }>();
expectTypeOf(numbers.groupby("b").sum().toColumns()).toEqualTypeOf<{ a: number[]; b: number[] }>();
expectTypeOf(typed.groupby("Born").select(["Name"]).first().toColumns()).toEqualTypeOf<{ Born: Date[]; Name: (string | null)[] }>();
// @ts-expect-error no column of that name
typed.groupby("Born").select(["Nmae"]);
expectTypeOf(numbers.groupby("b").describe().col("a_count")).toEqualTypeOf<Series<number>>();
expectTypeOf(numbers.groupby("b").describe().col("a_25%")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(numbers.groupby("b").col("a").describe({ percentiles: [0.9] }).col("90%")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(numbers.groupby("b").head(1)).toEqualTypeOf<typeof numbers>();
expectTypeOf(numbers.groupby("b").nth([0, -1]).filter((row) => row.b > 0)).toEqualTypeOf<typeof numbers>();
expectTypeOf(typed.groupby("Name").filter((part) => part.col("Born").min() !== null)).toEqualTypeOf<typeof typed>();
expectTypeOf(numbers.quantile([0.5])).toEqualTypeOf<DataFrame<{ quantile: number; a: number | null; b: number | null }>>();
// @ts-expect-error no statistic of that name
numbers.groupby("b").describe().col("a_middle");
// @ts-expect-error a text is not described by its numbers
typed.groupby("Born").col("Name").describe();
// @ts-expect-error a number is no answer
numbers.groupby("b").filter((part) => part.numRows);
expectTypeOf(typed.groupby(["Name", "Born"]).size().toColumns()).toEqualTypeOf<{ Name: (string | null)[]; Born: Date[]; size: number[] }>();
expectTypeOf(grouped.col("Fare").mean().toColumns()).toEqualTypeOf<{ Name: (string | null)[]; Fare: (number | null)[] }>();
expectTypeOf(grouped.col("Fare").agg(["min", "mean"]).toColumns()).toEqualTypeOf<{ Name: (string | null)[]; min: (number | null)[]; mean: (number | null)[] }>();
expectTypeOf(grouped.col("Fare").transform("mean")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(grouped.col("Fare").transform((fare) => fare.map(String))).toEqualTypeOf<Series<string | null>>();
expectTypeOf(numbers.groupby("b").transform("mean")).toEqualTypeOf<DataFrame<{ a: number | null }>>();
expectTypeOf(grouped.shift().col("Born")).toEqualTypeOf<Series<Date | null>>();
// @ts-expect-error the key is no column of it
numbers.groupby("b").cumsum().col("b");
expectTypeOf(grouped.col("Born").shift()).toEqualTypeOf<Series<Date | null>>();
expectTypeOf(grouped.col("Fare").shift(1, { fillValue: 0 })).toEqualTypeOf<Series<number>>();
expectTypeOf(numbers.groupby("b").shift(1, { fillValue: 0 })).toEqualTypeOf<DataFrame<{ a: number | null }>>();
// @ts-expect-error a time is filled with a time
grouped.col("Born").shift(1, { fillValue: 0 });
// @ts-expect-error there is no such way
numbers.rolling(2).quantile(0.5, { interpolation: "best" });
expectTypeOf(grouped.apply((part) => part.numRows).toColumns()).toEqualTypeOf<{ Name: (string | null)[]; value: number[] }>();
expectTypeOf(grouped.apply((part) => ({ n: part.numRows, oldest: part.col("Age").max() })).col("oldest")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(grouped.apply((part) => part.select(["Fare"])).toColumns()).toEqualTypeOf<{ Name: (string | null)[]; Fare: number[] }>();
loose.groupby("a").agg({ b: "mean" }).col("b");
loose.groupby("a").agg({ init: () => 0, add: (n: number) => n + 1, merge: (a: number, b: number) => a + b, finish: (n: number) => n }).col("b");
// @ts-expect-error no such key
typed.groupby("Nmae");
// @ts-expect-error no such column
grouped.agg({ Fear: "mean" });
// @ts-expect-error no such column
grouped.agg({ n: { column: "Fear", aggfunc: "count" } });
// @ts-expect-error no such aggregate
grouped.agg({ Fare: "average" });
// @ts-expect-error no such column
grouped.col("Fear");
// @ts-expect-error functions of a group are not async
grouped.apply(async (part) => part.numRows);
// @ts-expect-error it was not asked for
made.col("Fare_min");

// joins
declare const left: DataFrame<{ id: number; name: string }>;
declare const right: DataFrame<{ id: number; port: string }>;
expectTypeOf(left.merge(right).toColumns()).toEqualTypeOf<{ id: number[]; name: string[]; port: string[] }>();
expectTypeOf(left.merge(right, { on: "id", how: "left" }).col("port")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(left.merge(right, { how: "outer", indicator: true }).toColumns()).toEqualTypeOf<{ id: (number | null)[]; name: (string | null)[]; port: (string | null)[]; _merge: string[] }>();
expectTypeOf(left.merge(right, { how: "semi" })).toEqualTypeOf<typeof left>();
expectTypeOf(left.merge(right.rename({ id: "key" }), { leftOn: "id", rightOn: "key" }).col("key")).toEqualTypeOf<Series<number>>();
left.merge(left, { on: "id" }).col("name_x");
// @ts-expect-error only the right side has a port
left.merge(right, { on: "port" });
// @ts-expect-error only the left side has a name
left.merge(right, { on: ["id", "name"], how: "left" });
// @ts-expect-error no such column on the left
left.merge(right, { leftOn: "key", rightOn: "id" });
// @ts-expect-error no such column on the right
left.merge(right, { leftOn: ["id", "name"], rightOn: ["id", "prot"] });
left.merge(right, { on: ["id"], validate: "1:m", suffixes: [null, "_r"] });
expectTypeOf(left.merge(right, { leftOn: "name", rightOn: "port" }).numRows).toEqualTypeOf<number>();
declare const untyped: DataFrame;
declare const given: MergeOptions;
declare const records: DataFrame<Record<string, Cell>>;
untyped.merge(right, { on: "id" }).col("anything");
left.merge(untyped, { on: "id", how: "outer" }).col("anything");
untyped.merge(untyped, given);
records.merge(records, given);
records.merge(records, { on: "k" });
records.merge(right, { leftOn: "k", rightOn: "id" });
left.merge(records, { on: ["id"] });
// @ts-expect-error the left side is known
left.merge(untyped, { on: "k" });
function withPort<S extends { id: number }>(frame: DataFrame<S>): DataFrame {
  return frame.merge(right, { on: "id" }) as DataFrame;
}
withPort(left);
// @ts-expect-error no such way
left.merge(right, { how: "full" });
// @ts-expect-error not in either
left.merge(right).col("nmae");

// reshaping
declare const wide: DataFrame<{ id: number; a: number | null; b: string }>;
expectTypeOf(wide.melt({ idVars: "id" }).toColumns()).toEqualTypeOf<{ id: number[]; variable: string[]; value: (string | number | null)[] }>();
expectTypeOf(wide.melt({ idVars: ["id", "b"], valueVars: ["a"], varName: "what", valueName: "cell" }).toColumns()).toEqualTypeOf<{ id: number[]; b: string[]; what: string[]; cell: (number | null)[] }>();
expectTypeOf(typed.explode("Tags").col("Tags")).toEqualTypeOf<Series<string | null>>();
typed.pivotTable({ index: "Name", columns: "Age", values: "Fare" }).col("anything");
crosstab(typed.col("Name"), typed.col("Age")).col("anything");
// @ts-expect-error no such column
wide.melt({ idVars: "idd" });
// @ts-expect-error no such column
typed.pivot({ index: "Nmae", columns: "Age" });
// @ts-expect-error no such column
typed.resample("1D", { on: "Bron" });
