// Compiled, never run: what must compile does, and what must not is marked. See `npm run types`.
import { expectTypeOf } from "vitest";
import {
  cut, type DataFrame, factorize, getDummies, LabelEncoder, MinMaxScaler, OneHotEncoder, Series, SimpleImputer, StandardScaler, toDatetime, toNumeric, trainTestSplit, type Windows,
} from "@framepool/frame";

declare const typed: DataFrame<{ Name: string | null; Age: number | null; Fare: number }>;
declare const loose: DataFrame;
declare const text: DataFrame<{ [column: string]: string | null }>;

// missing cells
expectTypeOf(typed.isna()).toEqualTypeOf<DataFrame<{ Name: boolean; Age: boolean; Fare: boolean }>>();
expectTypeOf(typed.fillna({ Age: 0 })).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number; Fare: number }>>();
expectTypeOf(typed.fillna({ Age: null })).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number | null; Fare: number }>>();
expectTypeOf(typed.fillna({ Age: new Series([1, 2]) }).col("Age")).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.fillna({ Age: new Series([1, null]) }).col("Age")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.fillna("?").col("Name")).toEqualTypeOf<Series<string>>();
expectTypeOf(loose.fillna({ anything: 1 }).col("x")).toEqualTypeOf<Series>();
// @ts-expect-error no such column
typed.fillna({ Aeg: 0 });
expectTypeOf(typed.dropna()).toEqualTypeOf<DataFrame<{ Name: string; Age: number; Fare: number }>>();
expectTypeOf(typed.dropna({ subset: "Age" })).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number; Fare: number }>>();
expectTypeOf(typed.dropna({ subset: ["Age", "Name"] }).col("Name")).toEqualTypeOf<Series<string>>();
// @ts-expect-error no such column
typed.dropna({ subset: "Aeg" });
expectTypeOf(typed.dropna({ how: "all" })).toEqualTypeOf<typeof typed>();
expectTypeOf(typed.dropna({ thresh: 2 })).toEqualTypeOf<typeof typed>();
expectTypeOf(typed.dropna({ how: "any" }).col("Name")).toEqualTypeOf<Series<string>>();
expectTypeOf(typed.ffill()).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number | null; Fare: number }>>();
expectTypeOf(typed.col("Age").fillna(0)).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.col("Age").dropna()).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.col("Age").isna()).toEqualTypeOf<Series<boolean>>();

// types and values
expectTypeOf(typed.astype({ Age: "string", Fare: "int32" })).toEqualTypeOf<DataFrame<{ Name: string | null; Age: string | null; Fare: number | null }>>();
expectTypeOf(typed.astype("string").col("Fare")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(loose.astype({ x: "date" }).col("x")).toEqualTypeOf<Series<Date | null>>();
// @ts-expect-error no such column
typed.astype({ Aeg: "string" });
// @ts-expect-error no such type
typed.astype({ Age: "integer" });
expectTypeOf(typed.col("Fare").astype("bool")).toEqualTypeOf<Series<boolean | null>>();
expectTypeOf(typed.col("Name").replace({ a: 1 })).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Name").replace({ a: "b" })).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Fare").replace(0, null)).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Name").replace(/a/, "b")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Fare").replace([1, 2], 0)).toEqualTypeOf<Series<number>>();
// @ts-expect-error a text is none of its values
typed.col("Fare").replace("1", 0);
expectTypeOf(toNumeric(["1", null])).toEqualTypeOf<Series<number | null>>();
expectTypeOf(toDatetime(typed.col("Name"))).toEqualTypeOf<Series<Date | null>>();

// categories
expectTypeOf(typed.getDummies(["Name"]).col("Age")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.getDummies(["Name"]).col("Name_a")).toEqualTypeOf<Series<boolean>>();
expectTypeOf(typed.getDummies(["Name"], { dtype: "int8" }).col("Name_a")).toEqualTypeOf<Series<number>>();
expectTypeOf(getDummies(["a", "b"]).col("a")).toEqualTypeOf<Series<boolean>>();
// @ts-expect-error no such column
typed.getDummies(["Nmae"]);
expectTypeOf(cut([1, 2], 2)).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Fare").qcut(4, { labels: false })).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Fare").cut([0, 1], { labels: ["low"] })).toEqualTypeOf<Series<string | null>>();
expectTypeOf(factorize(typed.col("Name"))).toEqualTypeOf<[codes: Series<number>, uniques: Series<string>]>();

// neighbours and windows
expectTypeOf(typed.col("Fare").shift()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Fare").shift(1, { fillValue: 0 })).toEqualTypeOf<Series<number>>();
expectTypeOf(typed.col("Fare").diff()).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.col("Fare").rolling(3)).toEqualTypeOf<Windows<Series<number | null>, number>>();
expectTypeOf(typed.col("Fare").rolling(3).apply((window) => window.at(0))).toEqualTypeOf<Series<number | null>>();
// @ts-expect-error the result of a window is a number
typed.col("Fare").rolling(3).apply(() => "x");
expectTypeOf(typed.select(["Age", "Fare"]).rolling(2).mean().col("Age")).toEqualTypeOf<Series<number | null>>();

// text and times
expectTypeOf(typed.col("Name").str.lower()).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Name").str.contains("a")).toEqualTypeOf<Series<boolean | null>>();
expectTypeOf(typed.col("Name").str.contains("a", { na: false })).toEqualTypeOf<Series<boolean>>();
expectTypeOf(typed.col("Name").str.extract(/(a)/, { expand: false })).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Name").str.extract(/(?<first>a)/).col("first")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Name").str.split(" ")).toEqualTypeOf<Series<string[] | null>>();
expectTypeOf(typed.col("Name").str.split(/(a)|b/)).toEqualTypeOf<Series<(string | null)[] | null>>();
expectTypeOf(typed.col("Name").str.split(" ", { expand: true }).col("0")).toEqualTypeOf<Series<string | null>>();
expectTypeOf(typed.col("Name").str.cat()).toEqualTypeOf<string>();
expectTypeOf(typed.col("Name").str.cat(typed.col("Name"))).toEqualTypeOf<Series<string | null>>();
expectTypeOf(new Series([new Date()]).dt.year()).toEqualTypeOf<Series<number | null>>();

// frames, element by element
expectTypeOf(typed.select(["Age", "Fare"]).add(1)).toEqualTypeOf<DataFrame<{ Age: number | null; Fare: number }>>();
expectTypeOf(typed.select(["Fare"]).gt(1)).toEqualTypeOf<DataFrame<{ Fare: boolean }>>();
expectTypeOf(text.isin(["a"]).col("x")).toEqualTypeOf<Series<boolean>>();

// preprocessing with state
const scaler = new StandardScaler({ columns: ["Age"] });
expectTypeOf(scaler.fitTransform(typed)).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number | null; Fare: number }>>();
expectTypeOf(scaler.mean).toEqualTypeOf<{ readonly Age: number }>();
expectTypeOf(new MinMaxScaler().transform(loose)).toEqualTypeOf<DataFrame>();
expectTypeOf(new SimpleImputer({ columns: ["Age"] }).fitTransform(typed).col("Age")).toEqualTypeOf<Series<number>>();
expectTypeOf(new OneHotEncoder({ columns: ["Name"] }).fitTransform(typed).col("Name_a")).toEqualTypeOf<Series<number>>();
expectTypeOf(new OneHotEncoder({ columns: ["Name"], dtype: "bool" }).fitTransform(typed).col("Name_a")).toEqualTypeOf<Series<boolean>>();
expectTypeOf(new LabelEncoder<string>().fit(["a"]).inverseTransform([0])).toEqualTypeOf<Series<string>>();
expectTypeOf(trainTestSplit(typed, { stratify: "Name" })).toEqualTypeOf<[train: typeof typed, test: typeof typed]>();
// @ts-expect-error no such column
trainTestSplit(typed, { stratify: "Nmae" });
expectTypeOf(typed.select(["Age", "Fare"]).add(typed.select(["Fare", "Age"])).col("Fare")).toEqualTypeOf<Series<number | null>>();
expectTypeOf(typed.where(typed.notna(), "x").col("Fare")).toEqualTypeOf<Series<number | string>>();
