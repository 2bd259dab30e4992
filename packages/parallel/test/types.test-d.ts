// Wrong calls of pipelines must not compile: checked by `npm run types`, never run.
import { expectTypeOf } from "vitest";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, parallelDataFrame, readCsv, scanCsv, scanRows } from "@framepool/parallel";
import { moduleTask, type TaskContext } from "@framepool/pool";

const pipe = parallel(new DataFrame({ name: ["Ann", "Bo"], age: [30, 41], port: ["S", "C"] }));

pipe.select(["age"]).groupby("age").size();
pipe.groupby("port").agg({ age: "mean" });
// @ts-expect-error no such column
pipe.select(["aeg"]);
// @ts-expect-error no such column
pipe.groupby("prot");
// @ts-expect-error no such column
pipe.groupby("port").agg({ aeg: "mean" });
// cells around a cell, and cells kept
expectTypeOf(pipe.col("age").shift(1).collect()).toEqualTypeOf<Promise<Series<number | null>>>();
expectTypeOf(pipe.col("age").shift(1, { fillValue: 0 }).collect()).toEqualTypeOf<Promise<Series<number>>>();
// @ts-expect-error a text is no number
pipe.col("age").shift(1, { fillValue: "none" });
expectTypeOf(pipe.col("name").ffill().collect()).toEqualTypeOf<Promise<Series<string>>>();
expectTypeOf(pipe.col("age").rank().collect()).toEqualTypeOf<Promise<Series<number | null>>>();
expectTypeOf(pipe.select(["age"]).diff().collect()).toEqualTypeOf<Promise<DataFrame<{ age: number | null }>>>();
expectTypeOf(pipe.col("age").ewm({ span: 2 }).mean().collect()).toEqualTypeOf<Promise<Series<number | null>>>();
expectTypeOf(pipe.col("age").where((age) => age.gt(3), 0).collect()).toEqualTypeOf<Promise<Series<number>>>();
// @ts-expect-error a text is no number
pipe.col("age").where((age) => age.gt(3), "young");
expectTypeOf(pipe.select(["age"]).mask((part) => part.gt(3)).collect()).toEqualTypeOf<Promise<DataFrame<{ age: number | null }>>>();
expectTypeOf(pipe.col("age").quantile([0.5])).toEqualTypeOf<Promise<Series<number | null>>>();
expectTypeOf(pipe.col("age").quantile(0.5)).toEqualTypeOf<Promise<number | null>>();
expectTypeOf(pipe.select(["age"]).median()).toEqualTypeOf<Promise<{ age: number | null }>>();
expectTypeOf(pipe.duplicated({ subset: "age" }).collect()).toEqualTypeOf<Promise<Series<boolean>>>();
expectTypeOf(pipe.tail(2).collect()).toEqualTypeOf<Promise<DataFrame<{ name: string; age: number; port: string }>>>();
expectTypeOf(pipe.assign({ before: pipe.col("age").shift(), half: pipe.apply((row) => row.age / 2), one: 1, old: (part) => part.col("age").gt(3) }).select(["before", "half", "one", "old"]).collect()).toEqualTypeOf<Promise<DataFrame<{ before: number | null; half: number; one: number; old: boolean }>>>();
expectTypeOf(pipe.assign({ mean: pipe.groupby("port").col("age").transform("mean") }).col("mean").collect()).toEqualTypeOf<Promise<Series<number | null>>>();
// @ts-expect-error a frame is no column
pipe.assign({ both: pipe.select(["age"]) });
// @ts-expect-error bools are wanted of the function
pipe.col("age").where((age) => age.add(1));
// @ts-expect-error bools are wanted of the function
pipe.mask((part) => part.select(["age"]).add(1));
// @ts-expect-error a Series of numbers
pipe.col("age").map((age: string) => age.length);
// @ts-expect-error no such column
pipe.duplicated({ subset: "aeg" });
// @ts-expect-error no such column
pipe.filter((row) => row.aeg > 3);
// @ts-expect-error no such column
pipe.assign({ old: (part) => part.col("aeg").gt(3) });
// @ts-expect-error no such column
pipe.sortValues("aeg");

// groups
type Frame<P> = P extends { collect(): Promise<infer Out> } ? Out : never;
const byPort = pipe.groupby("port");
expectTypeOf<Frame<ReturnType<typeof byPort.size>>>().toEqualTypeOf<DataFrame<{ port: string; size: number }>>();
expectTypeOf(byPort.agg({ age: (age) => age.length }).collect()).toEqualTypeOf<Promise<DataFrame<{ port: string; age: number }>>>();
expectTypeOf(byPort.col("age").mean().collect()).toEqualTypeOf<Promise<DataFrame<{ port: string; age: number | null }>>>();
expectTypeOf(byPort.col("age").agg({ oldest: "max", n: "count" }).collect()).toEqualTypeOf<Promise<DataFrame<{ port: string; oldest: number | null; n: number }>>>();
expectTypeOf(byPort.col("name").shift().collect()).toEqualTypeOf<Promise<Series<string | null>>>();
expectTypeOf(byPort.transform("count").collect()).toEqualTypeOf<Promise<DataFrame<{ name: number | null; age: number | null }>>>();
expectTypeOf(byPort.col("age").transform((age) => age.map(String)).collect()).toEqualTypeOf<Promise<Series<string | null>>>();
// @ts-expect-error no such column
byPort.col("aeg");
// @ts-expect-error no such aggregate
byPort.col("age").agg("middle");
// @ts-expect-error a Series of numbers
byPort.col("age").apply((age: Series<string>) => age.length);
// @ts-expect-error a function of a group gives a cell
byPort.col("age").apply((age) => age);
// @ts-expect-error dropped before
pipe.drop("age").select(["age"]);

// keys of a merge are columns of its sides, the other a frame or a pipeline
const ports = new DataFrame({ port: ["S"], town: ["Southampton"] });
expectTypeOf(pipe.merge(ports, { on: "port" }).select(["town"]).collect()).toEqualTypeOf<Promise<DataFrame<{ town: string }>>>();
pipe.merge(parallel(ports), { leftOn: ["port"], rightOn: ["town"] });
scanCsv("people.csv").merge(ports, { on: "port" });
// @ts-expect-error the left side has no town
pipe.merge(ports, { on: "town" });
// @ts-expect-error the right side has no age
pipe.merge(parallel(ports), { leftOn: "age", rightOn: "age" });

// functions among the options know what they are given
const lines: string[] = [];
void readCsv("people.csv", { dtype: { age: "int32" }, usecols: (name) => name.startsWith("a"), onBadLines: "collect", rejects: (bad) => lines.push(bad.text), skiprows: (line) => line > 3 });
const people = scanCsv("people.csv", { schema: { age: "int32" }, onProgress: ({ rows }) => rows, onError: (error) => (error.op === "apply" ? "skip" : "fail"), retries: { times: 2, backoff: (attempt) => 100 * attempt } });
expectTypeOf(people.collect()).toEqualTypeOf<Promise<DataFrame<{ age: number | null }>>>();
expectTypeOf(scanRows([{ age: 1 }], { onProgress: ({ rows }) => rows }).collect()).toEqualTypeOf<Promise<DataFrame<{ age: number }>>>();

// a function of another module that must be given ctx
type Sampled = (part: DataFrame<{ name: string; age: number; port: string }>, ctx: TaskContext) => DataFrame<{ age: number }>;
expectTypeOf(pipe.mapPartitions(moduleTask<Sampled>(import.meta.url, "sampled")).collect()).toEqualTypeOf<Promise<DataFrame<{ age: number }>>>();
void parallelDataFrame(new DataFrame({ name: ["Ann"], age: [30], port: ["S"] }), moduleTask<Sampled>(import.meta.url, "sampled"), 2);
// @ts-expect-error it wants frames with an age
pipe.select(["name"]).mapPartitions(moduleTask<Sampled>(import.meta.url, "sampled"));
