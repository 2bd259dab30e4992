// Compiled, never run: what must compile does, and what must not is marked. See `npm run types`.
import { expectTypeOf } from "vitest";
import { arraySplit, concat, DataFrame, Series } from "@framepool/frame";

const made = new DataFrame({ Name: ["x", null], Age: [1, 2] });
expectTypeOf(made).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number }>>();

interface Passenger { Name: string | null; Age: number | null; Fare: number }
declare const typed: DataFrame<{ Name: string | null; Age: number | null; Fare: number }>;
declare const named: DataFrame<Passenger>;
declare const loose: DataFrame;
declare const text: DataFrame<{ [column: string]: string | null }>;

// col
expectTypeOf(typed.col("Name")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(loose.col("anything")).toEqualTypeOf<Series>();
expectTypeOf(text.col("anything")).toEqualTypeOf<Series<string | null>>();
// @ts-expect-error no such column
typed.col("Nmae");
expectTypeOf(typed.at(0, "Age")).toEqualTypeOf<number | null>();
expectTypeOf(named.row(0).Fare).toEqualTypeOf<number>();
// @ts-expect-error rows are read-only
typed.row(0).Fare = 3;

// select, drop, rename
expectTypeOf(typed.select(["Fare", "Name"])).toEqualTypeOf<DataFrame<{ Fare: number; Name: string | null }>>();
expectTypeOf(typed.drop("Age")).toEqualTypeOf<DataFrame<{ Name: string | null; Fare: number }>>();
expectTypeOf(typed.drop(["Age", "Fare"])).toEqualTypeOf<DataFrame<{ Name: string | null }>>();
expectTypeOf(typed.rename({ Name: "name" }).col("name")).toEqualTypeOf<Series<string | null>>();
// @ts-expect-error no such column
typed.select(["Nmae"]);
// @ts-expect-error no such column
typed.drop("Nmae");
// @ts-expect-error renamed away
typed.rename({ Name: "name" }).col("Name");
loose.select(["a"]).col("a");
loose.drop("a").col("b");

// assign
const more = typed.assign({ length: typed.col("Name").map((name) => name?.length ?? null), one: 1, list: ["a"], late: (df) => df.col("Fare").add(1) });
expectTypeOf(more.col("length")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(more.col("one")).toEqualTypeOf<Series<number>>();
expectTypeOf(more.col("list")).toEqualTypeOf<Series<string>>();
expectTypeOf(more.col("late")).toEqualTypeOf<Series<number>>();
expectTypeOf(more.col("Name")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.assign({ Age: "old" }).col("Age")).toEqualTypeOf<Series<string>>();
expectTypeOf(loose.assign({ x: 1 }).col("x")).toEqualTypeOf<Series<number>>();
loose.assign({ x: 1 }).col("other");
expectTypeOf(text.assign({ n: 1 }).col("n")).toEqualTypeOf<Series<number>>();

// the script of the source document
const workFunc = (data: DataFrame) => data.assign({ length_str: data.col("Name").map((name: string | null) => name?.length ?? null) });
expectTypeOf(workFunc(text).col("length_str")).toEqualTypeOf<Series<number | null>>();

// filter and apply
typed.filter((row) => row.Fare > 3);
typed.filter(typed.col("Fare").gt(3));
// @ts-expect-error no such column
typed.filter((row) => row.Fear > 3);
// @ts-expect-error a text is no answer
typed.filter((row) => row.Name);
expectTypeOf(typed.apply((row) => row.Fare * 2)).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.apply((row) => (row.Age === null ? null : { age: row.Age }))).toEqualTypeOf<DataFrame<{ age: number | null }>>();
expectTypeOf(typed.apply((row) => ({ ...row, tax: row.Fare / 5 })).col("tax")).toEqualTypeOf<Series<number>>();
expectTypeOf(made.apply((series) => series.length, { axis: 0 })).toEqualTypeOf<{ Name: number; Age: number }>();
// @ts-expect-error functions are no cells
typed.apply(() => ({ f: () => 1 }));
// @ts-expect-error async functions belong in mapPartitions
typed.apply(async (row) => row.Fare);

// Series
expectTypeOf(new Series([1, null])).toEqualTypeOf<Series<number | null>>();
expectTypeOf(new Series([1]).add(new Series([null, 2]))).toEqualTypeOf<Series<number | null>>();
expectTypeOf(new Series(["a"]).add("b")).toEqualTypeOf<Series<string>>();
expectTypeOf(new Series(["a"]).map({ a: 1 })).toEqualTypeOf<Series<number | null>>();
expectTypeOf(new Series(["a"]).map(new Map([["a", true]]))).toEqualTypeOf<Series<boolean | null>>();
expectTypeOf(new Series([1]).map((x) => (x > 1 ? undefined : "y"))).toEqualTypeOf<Series<string | null>>();
expectTypeOf(new Series(["a"]).str.len()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(new Series([1]).eq(1)).toEqualTypeOf<Series<boolean>>();
expectTypeOf(new Series([1]).where(new Series([true]), 2n)).toEqualTypeOf<Series<number | bigint>>();
// @ts-expect-error a text is no number
new Series([1]).where(new Series([true]), "x");
// @ts-expect-error a mask is of bools
new Series([1]).filter(new Series([1]));

// make, see, concat
expectTypeOf(DataFrame.fromRows([{ a: 1, b: "x" as string | undefined }])).toEqualTypeOf<DataFrame<{ a: number; b: string | null }>>();
expectTypeOf(made.toColumns()).toEqualTypeOf<{ Name: (string | null)[]; Age: number[] }>();
expectTypeOf(made.dtypes).toEqualTypeOf<{ Name: string; Age: string }>();
expectTypeOf(concat([made, made])).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number }>>();
expectTypeOf(concat([made, typed]).col("Fare")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(concat([made, typed], { join: "inner" }).columns).toEqualTypeOf<readonly string[]>();
// @ts-expect-error not in both
concat([made, typed], { join: "inner" }).col("Fare");
expectTypeOf(concat([made, new DataFrame({ x: [true] })], { axis: 1 }).col("x")).toEqualTypeOf<Series<boolean>>();
expectTypeOf(arraySplit(made, 2)).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number }>[]>();

// Other packages add their own verbs.
declare module "@framepool/frame" {
  // @ts-expect-error as at the class
  interface DataFrame<S> {
    toSomething(): S;
  }
}
expectTypeOf(made.toSomething()).toEqualTypeOf<{ Name: string | null; Age: number }>();

// computed names: what TypeScript does not know stays what it was
declare const column: "Name" | "Age";
let looped = typed;
for (const key of ["Name"] as const) looped = looped.assign({ [key]: looped.col(key).fillna("x") });
for (const key of ["Name", "Age"] as const) looped = looped.astype({ [key]: "category" });
looped = looped.fillna({ [column]: 0 });
expectTypeOf(typed.assign({ [column]: 1 }).col("Fare")).toEqualTypeOf<Series<number>>();
typed.assign({ [`${column}_missing`]: typed.col(column).isna() }).col("Age_missing").any();
typed.rename({ [column]: "x" }).col("x");
expectTypeOf(loose.assign({ [column]: 1 }).col("title")).toEqualTypeOf<Series>();
loose.assign({ [column]: true }).filter((row) => row.title === "x");

// frames of other columns below each other
expectTypeOf(concat([typed, typed.select(["Name"])]).col("Fare")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(concat([typed.assign({ part: "train" }), typed.drop("Fare").assign({ part: "test" })])).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number | null; Fare: number | null; part: string }>>();
declare const many: DataFrame<{ x: number }>[];
expectTypeOf(concat(many)).toEqualTypeOf<DataFrame<{ x: number }>>();
expectTypeOf(concat([...many, ...many])).toEqualTypeOf<DataFrame<{ x: number }>>();
