// Compiled, never run: which verbs there are for which cells of a pipeline, as of a Series. See `npm run types`.
import { expectTypeOf } from "vitest";
import type { Pipeline, PipelineColumn } from "@framepool/parallel";
import type { Series } from "@framepool/frame";

declare const pipe: Pipeline<{ name: string | null; age: number | null; born: Date | null; alive: boolean }>;
const name = pipe.col("name");
const age = pipe.col("age");
const born = pipe.col("born");
const alive = pipe.col("alive");

// @ts-expect-error text has no mean
name.mean();
// @ts-expect-error text has no sum
name.sum();
// @ts-expect-error text has no deviation
name.std();
// @ts-expect-error text has no quantiles
name.quantile(0.5);
// @ts-expect-error text has no mean, by whatever name
name.agg("mean");
// @ts-expect-error nor in a list
name.agg(["min", "mean"]);
// @ts-expect-error text has no differences
name.diff();
// @ts-expect-error text has no sums so far
name.cumsum();
// @ts-expect-error text has no windows
name.rolling(2);
// @ts-expect-error text has no windows
name.expanding();
// @ts-expect-error text has no weights
name.ewm({ span: 2 });
// @ts-expect-error nothing lies between texts
name.interpolate();
// @ts-expect-error text has no bins
name.cut([0, 1]);
// @ts-expect-error text has no bins
name.qcut(2);
// @ts-expect-error text is not rounded
name.round();
// @ts-expect-error text is not multiplied
name.mul(2);
// @ts-expect-error text is neither true nor false
name.and(true);
// @ts-expect-error text is no time
name.dt.year();
// @ts-expect-error numbers are no text
age.str.len();
// @ts-expect-error numbers are no times
age.dt.year();
// @ts-expect-error a time is no duration
born.dt.days();
// @ts-expect-error points in time have no variance
born.var();
// @ts-expect-error a time is not taken from a number
age.sub(new Date());
// @ts-expect-error a bool is no time
alive.toDatetime();
// @ts-expect-error a text is no number
age.gt("x");
// @ts-expect-error a text is no number
age.isin(["x"]);
// @ts-expect-error a text is no number
age.between(1, "x");
// @ts-expect-error a text is no number
age.fillna("x");
// @ts-expect-error a number is no text
name.add(1);
// @ts-expect-error a text is no number
pipe.fillna({ age: "x" });
// @ts-expect-error text has no mean
pipe.agg({ name: "mean" });
expectTypeOf(pipe.groupby("alive").nth(0)).toEqualTypeOf<typeof pipe>();
// @ts-expect-error text has no mean
pipe.groupby("alive").agg({ name: "mean" });
// @ts-expect-error text has no mean
pipe.groupby("alive").col("name").mean();
// @ts-expect-error text has no mean
pipe.groupby("alive").col("name").agg(["mean"]);
// @ts-expect-error text has no sums so far
pipe.groupby("alive").col("name").cumsum();
// @ts-expect-error text has no mean
pipe.groupby("alive").col("name").transform("mean");

expectTypeOf(name.str.len()).toEqualTypeOf<PipelineColumn<number | null>>();
expectTypeOf(name.str.split(",").str.get(0)).toEqualTypeOf<PipelineColumn<string | null>>();
expectTypeOf(name.replace({ a: 1, b: 2 }).collect()).toEqualTypeOf<Promise<Series<number | null>>>();
expectTypeOf(age.sub(1).round(1).mean()).toEqualTypeOf<Promise<number | null>>();
expectTypeOf(born.mean()).toEqualTypeOf<Promise<Date | null>>();
expectTypeOf(pipe.mean({ numericOnly: true })).toEqualTypeOf<Promise<{ age: number | null; born: Date | null; alive: number | null }>>();
expectTypeOf(pipe.groupby("alive").agg({ name: "nunique", age: "mean" })).toEqualTypeOf<Pipeline<{ alive: boolean; name: number; age: number | null }>>();
pipe.groupby("alive").col("age").agg({ least: "min", middle: "median" });

declare const loose: Pipeline;
void loose.col("x").mean();
loose.col("x").str.lower();
loose.col("x").gt("a");
loose.groupby("x").agg({ y: "mean" });
loose.groupby("x").col("y").mean();

// A pipeline of more columns is one of fewer, and functions take all that have some.
function adults(people: Pipeline<{ age: number | null }>): PipelineColumn<boolean> { return people.col("age").gt(17); }
adults(pipe);
// @ts-expect-error there is no age
adults(pipe.select(["name"]));
function ready<S extends { age: number | null; name: string | null }>(people: Pipeline<S>): void {
  people.col("age").fillna(0).gt(3);
  people.col("name").str.lower();
  people.fillna({ name: "x" });
  people.groupby("name").col("age").mean();
}
ready(pipe);
declare const mixed: Pipeline<{ [column: string]: string | number | null }>;
mixed.col("x").gt(3);
void mixed.col("x").mean();
mixed.fillna({ x: 1 });
void mixed.agg({ x: "mean" });
const scaled = <T extends number>(cells: PipelineColumn<T>, value: T): PipelineColumn<boolean> => cells.sub(1).div(2).gt(value);
scaled(pipe.dropna({ subset: ["age"] }).col("age"), 3);
const by = (cells: PipelineColumn<number | null>, verb: "add" | "mul", value: number): PipelineColumn<number | null> => cells[verb](value);
by(age, "add", 2);
expectTypeOf(age.gt(3).cumsum()).toEqualTypeOf<PipelineColumn<number | null>>();
