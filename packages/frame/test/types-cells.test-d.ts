// Compiled, never run: which verbs there are for which cells. See `npm run types`.
import { expectTypeOf } from "vitest";
import { DataFrame, Series, type Cell } from "@framepool/frame";

declare const df: DataFrame<{ Name: string | null; Age: number | null; Born: Date | null; Alive: boolean; Ticket: bigint; Parts: string[] | null }>;
const name = df.col("Name");
const age = df.col("Age");
const born = df.col("Born");
const alive = df.col("Alive");
const ticket = df.col("Ticket");
const parts = df.col("Parts");

// Text has none of what numbers have.
// @ts-expect-error text has no mean
name.mean();
// @ts-expect-error text has no sum
name.sum();
// @ts-expect-error text has no median
name.median();
// @ts-expect-error text has no deviation
name.std();
// @ts-expect-error text has no variance
name.var();
// @ts-expect-error text has no product
name.prod();
// @ts-expect-error text has no skewness
name.skew();
// @ts-expect-error text has no kurtosis
name.kurt();
// @ts-expect-error text has no quantiles
name.quantile(0.3);
// @ts-expect-error text has no correlation
name.corr(age);
// @ts-expect-error nor has another with it
age.corr(name);
// @ts-expect-error text has no sums so far
name.cumsum();
// @ts-expect-error text has no products so far
name.cumprod();
// @ts-expect-error text has no differences
name.diff();
// @ts-expect-error text has no changes
name.pctChange();
// @ts-expect-error nothing lies between texts
name.interpolate();
// @ts-expect-error text has no windows
name.rolling(3);
// @ts-expect-error text has no windows
name.expanding();
// @ts-expect-error text has no weights
name.ewm({ span: 2 });
// @ts-expect-error text has no bins
name.cut([1, 2]);
// @ts-expect-error text has no bins
name.qcut(3);
// @ts-expect-error text is not rounded
name.round(1);
// @ts-expect-error text has no sign
name.abs();
// @ts-expect-error text has no sign
name.neg();
// @ts-expect-error text is not clipped
name.clip(0, 1);
// @ts-expect-error text is neither true nor false
name.not();
// @ts-expect-error text is neither true nor false
name.and(alive);
// @ts-expect-error text is neither true nor false
name.any();
// @ts-expect-error text is not multiplied
name.mul(2);
// @ts-expect-error nothing is taken from a text
name.sub("a");
// @ts-expect-error text has no mean, by whatever name
name.agg("mean");
// @ts-expect-error nor in a list
name.agg(["min", "std"]);
// @ts-expect-error text is no time
name.dt.year();
expectTypeOf(name.min()).toEqualTypeOf<string | null>();
expectTypeOf(name.agg("min")).toEqualTypeOf<string | null>();
expectTypeOf(name.add("!")).toEqualTypeOf<Series<string | null>>();
name.agg((texts) => texts.length);

// Numbers are no text and no times.
// @ts-expect-error numbers are no text
age.str.lower();
// @ts-expect-error numbers are no text
age.str.contains("a");
// @ts-expect-error numbers are no text
ticket.str.len();
// @ts-expect-error numbers are no times
age.dt.year();
// @ts-expect-error numbers are no times
age.dt.floor("D");
// @ts-expect-error numbers are neither true nor false
age.and(alive);
// @ts-expect-error numbers are neither true nor false
age.not();
age.dt.totalSeconds(); // a duration is a number of milliseconds
expectTypeOf(alive.sum()).toEqualTypeOf<number>();
expectTypeOf(alive.mul(age)).toEqualTypeOf<Series<number | null>>();
expectTypeOf(ticket.add(1)).toEqualTypeOf<Series<number | bigint>>();

// Times are counted from each other.
// @ts-expect-error points in time have no sum
born.sum();
// @ts-expect-error a time is not multiplied
born.mul(2);
// @ts-expect-error times are not added to each other
born.add(born);
// @ts-expect-error a time is not taken from a number
age.sub(born);
// @ts-expect-error a time is no text
born.str.len();
// @ts-expect-error a time is no duration
born.dt.days();
// @ts-expect-error a bool is no time
alive.toDatetime();
// @ts-expect-error a time is no number
born.toNumeric();
expectTypeOf(born.mean()).toEqualTypeOf<Date | null>();
born.add(86_400_000);
born.sub(new Date());
born.diff();

// What is compared, filled and looked for is of the column's kind.
// @ts-expect-error a text is no number
age.gt("x");
// @ts-expect-error a text is no number
age.eq("x");
// @ts-expect-error a text is no number
age.between(1, "x");
// @ts-expect-error a text is no number
age.fillna("x");
// @ts-expect-error a text is no number
age.isin(["x"]);
// @ts-expect-error a text is not added to a number
age.add("x");
// @ts-expect-error a text is no number
age.shift(1, { fillValue: "x" });
// @ts-expect-error a text is no number
age.mask(alive, "x");
// @ts-expect-error a number is no text
name.fillna(3);
// @ts-expect-error a number is no text
name.eq(3);
// @ts-expect-error a number is no text
name.isin([3]);
// @ts-expect-error a bool is no number
age.fillna(true);
// @ts-expect-error text is no time
born.gt("2021-01-01");
// @ts-expect-error a text is no number
age.gt(name);
// @ts-expect-error lists are no text
parts.str.lower();
age.gt(alive);
age.eq(null);
age.isin([1, null, 2n]);
age.isin(new Set([1]));
name.isin(["a", null]);
name.where(alive);
expectTypeOf(age.fillna(0)).toEqualTypeOf<Series<number>>();
expectTypeOf(parts.str.len()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(parts.str.get(0)).toEqualTypeOf<Series<string | null>>();

// Frames and groups.
// @ts-expect-error a text is no number
df.fillna({ Age: "x" });
// @ts-expect-error text has no mean
df.groupby("Alive").agg({ Name: "mean" });
// @ts-expect-error text has no mean, in a list
df.groupby("Alive").agg({ Name: ["min", "mean"] });
// @ts-expect-error text has no mean, under another name
df.groupby("Alive").agg({ middle: { column: "Name", aggfunc: "mean" } });
// @ts-expect-error text has no sum
df.agg({ Name: "sum" });
// @ts-expect-error text has no mean
df.groupby("Alive").col("Name").mean();
// @ts-expect-error text has no mean
df.groupby("Alive").col("Name").agg("mean");
// @ts-expect-error text has no mean
df.groupby("Alive").col("Name").transform("mean");
// @ts-expect-error text has no sums so far
df.groupby("Alive").col("Name").cumsum();
// @ts-expect-error points in time have no variance
df.groupby("Alive").col("Born").var();
expectTypeOf(df.groupby("Alive").agg({ Name: "nunique", Age: ["mean", "max"], Born: "mean" })).toEqualTypeOf<DataFrame<{ Alive: boolean; Name: number; Age_mean: number | null; Age_max: number | null; Born: Date | null }>>();
expectTypeOf(df.groupby("Alive").col("Born").mean()).toEqualTypeOf<DataFrame<{ Alive: boolean; Born: Date | null }>>();
// What has no mean has no place in them.
const means = df.mean({ numericOnly: true });
expectTypeOf(means.Age).toEqualTypeOf<number | null>();
// @ts-expect-error text has no mean
void means.Name;
expectTypeOf(df.fillna(means).col("Name")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(df.select(["Name", "Age", "Alive"]).groupby("Alive").sum({ numericOnly: true })).toEqualTypeOf<DataFrame<{ Alive: boolean; Age: number }>>();

// Values that take the place of all old ones may be of another kind: they are all that is left.
expectTypeOf(name.replace({ male: 0, female: 1 }).mean()).toEqualTypeOf<number | null>();

// Where nobody knows the cells, or there are none, nothing is refused.
declare const loose: DataFrame;
loose.col("x").mean();
loose.col("x").str.lower();
loose.col("x").dt.year();
loose.col("x").gt("a");
loose.col("x").and(alive);
loose.fillna({ x: "a" });
loose.groupby("x").col("y").mean();
loose.groupby("x").agg({ y: "mean" });
new Series([]).sum();
new Series([]).str.len();
new Series([null]).add(1);
new Series([null]).fillna("x");
new Series(["a", undefined]).str.len();
new Series([1, undefined]).mean();

// Functions of many kinds of Series.
function least<T extends number | null>(cells: Series<T>): number | null { return cells.rolling(2).mean().min(); }
least(age);
function tidy<T extends string | null>(texts: Series<T>): Series<string | null> { return texts.str.strip().str.lower(); }
tidy(name);
for (const stat of ["mean", "median", "std"] as const) age[stat]();
for (const verb of ["gt", "lt"] as const) age[verb](3);

// Functions of all frames that have some columns, and of all pipelines.
function ready<S extends { Age: number | null; Name: string | null }>(frame: DataFrame<S>): void {
  frame.col("Age").gt(3);
  frame.col("Age").fillna(0);
  frame.col("Age").add(1);
  frame.col("Age").isin([1]);
  frame.col("Age").mean();
  frame.col("Name").str.lower();
  frame.col("Name").eq("x");
  frame.fillna({ Name: "x" });
  frame.groupby("Name").col("Age").agg("mean");
  frame.groupby("Name").col("Age").mean();
  // @ts-expect-error text has no mean
  frame.col("Name").mean();
  // @ts-expect-error a text is no number
  frame.col("Age").gt("x");
}
ready(df);
function older<T extends number | null>(ages: Series<T>): Series<boolean> { return ages.fillna(0).mul(2).round().gt(3); }
older(age);
const scaled = <T extends number | null>(cells: Series<T>) => cells.sub(1).div(2).mul(3).abs();
scaled(age);
const both = <S extends { x: number; y: number }>(frame: DataFrame<S>): Series<boolean> => frame.col("x").add(frame.col("y")).gt(frame.col("x"));
both(new DataFrame({ x: [1], y: [2], z: ["a"] }));
const isLike = <T extends number>(cells: Series<T>, value: T): Series<boolean> => cells.eq(value);
isLike(new Series([1]), 1);
const aboveMean = <S extends { x: number | null }>(frame: DataFrame<S>): DataFrame<S> => frame.filter(frame.col("x").fillna(frame.col("x").median()).gt(frame.col("x").mean()));
aboveMean(new DataFrame({ x: [1, null], z: ["a", "b"] }));
for (const verb of ["add", "sub", "mul", "div"] as const) age[verb](2);

// A column of several kinds has one of them, and nobody knows which: what any of them has is there.
declare const mixed: DataFrame<Record<string, string | number | null>>;
mixed.col("x").mean();
mixed.col("x").gt(1);
mixed.col("x").eq("x");
mixed.col("x").fillna("x");
mixed.col("x").isin(["a"]);
mixed.col("x").add(1);
mixed.col("x").mul(2);
mixed.col("x").str.lower();
mixed.fillna({ x: 0 });
mixed.groupby("y").agg({ x: "mean" });
void mixed.mean()["x"];
// @ts-expect-error but not what none has
mixed.col("x").dt.year();
declare const cells: DataFrame<Record<string, Cell>>;
cells.col("x").mean();
cells.col("x").str.lower();
declare const unknowns: DataFrame<Record<string, unknown>>;
unknowns.col("x").mean();
unknowns.col("x").gt(3);
unknowns.fillna({ x: 3 });
const oneOf = (frame: DataFrame<{ a: number; s: string }>, name: "a" | "s"): Series<boolean> => frame.col(name).eq("x");
oneOf(new DataFrame({ a: [1], s: ["x"] }), "s");

// What is made of bools is numbers, and of lists their items.
expectTypeOf(age.gt(30).cumsum()).toEqualTypeOf<Series<number | null>>();
age.diff().gt(30).cumsum().shift(1, { fillValue: 0 });
// What is made of cells does not take its type from where it goes.
expectTypeOf(df.assign({ whole: age.round(), total: age.cumsum(), sign: age.neg() }).col("whole")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(new Series([[1], null]).str.get(0)).toEqualTypeOf<Series<number | null>>();
