// Wrong calls of pipelines must not compile: checked by `npm run types`, never run.
import { expectTypeOf } from "vitest";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel } from "@framepool/parallel";

const pipe = parallel(new DataFrame({ name: ["Ann", "Bo"], age: [30, 41], port: ["S", "C"] }));

pipe.select(["age"]).groupby("age").size();
pipe.groupby("port").agg({ age: "mean" });
// @ts-expect-error no such column
pipe.select(["aeg"]);
// @ts-expect-error no such column
pipe.groupby("prot");
// @ts-expect-error no such column
pipe.groupby("port").agg({ aeg: "mean" });
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
