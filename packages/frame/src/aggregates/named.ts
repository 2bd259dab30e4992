import { ArgumentError } from "@framepool/errors";
import type { Aggregate } from "./aggregate.js";
import { all, any } from "./any-all.js";
import { count, size } from "./count.js";
import { first, last } from "./first-last.js";
import { mean } from "./mean.js";
import { max, min } from "./min-max.js";
import { mode } from "./mode.js";
import { nunique } from "./nunique.js";
import { prod } from "./prod.js";
import { median } from "./quantile.js";
import { kurt, skew } from "./shape.js";
import { sum } from "./sum.js";
import { deviation, variance } from "./variance.js";

/** Aggregates that are asked for by name. */
export type AggregateName =
  | "count" | "size" | "sum" | "mean" | "median" | "std" | "var" | "min" | "max" | "prod" | "skew" | "kurt" | "mode" | "nunique" | "first" | "last" | "any" | "all";

const NAMED: Readonly<Record<AggregateName, Aggregate>> = {
  count, size, sum, mean, median, std: deviation(), var: variance(), min, max, prod, skew, kurt, mode, nunique, first, last, any, all,
};

/** Methods of groups that give a value for each row, of which pandas' `transform` takes the names. */
const WITHIN: ReadonlySet<string> = new Set(["shift", "diff", "ffill", "bfill", "rank", "cumsum", "cumprod", "cummax", "cummin", "cumcount"]);

/** The aggregate of that name. Throws ArgumentError, listing the names, for any other text. */
export function aggregateNamed(name: AggregateName, verb = "agg"): Aggregate {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  if (WITHIN.has(name)) throw new ArgumentError(`${verb}: "${name as string}" is no aggregate, but a method: groupby(…).col(…).${name as string}()`);
  throw new ArgumentError(`${verb}: no aggregate "${name as string}"; there are ${Object.keys(NAMED).join(" ")}, functions of a Series, and { init, add, merge, finish }; one of another column is { column: "…", aggfunc: "…" }`);
}
