import { columnNamed, columnOf, concatColumns, rollingWindows, seriesOf, windowApply, type Column, type RollingOptions, type Series } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Reduction } from "./reduction.js";

/** What may be made of windows. */
export type WindowVerb = "apply" | "sum" | "mean" | "median" | "quantile" | "min" | "max" | "var" | "std" | "skew" | "kurt" | "count";

/** Windows of `n` rows, and what is made of each. */
export interface Windows {
  readonly n: number;
  readonly options: RollingOptions;
  readonly verb: WindowVerb;
  readonly args: readonly number[];
  readonly tasks: readonly ShippedTask[];
}

/** Windows of the rows of a part that are its `own`; the others are there for windows that reach to them. */
export interface WindowsStep extends Windows {
  readonly op: "windows";
  /** what messages say was called */
  readonly call: "rolling";
}

/** What is made of the windows, part by part. */
export const windows: Reduction<WindowsStep, readonly Column[], Column> = {
  columns: () => null,
  partial(part, { n, options, verb, args, tasks }, functions) {
    const values = columnNamed(part, "value");
    const own = part.col("own").toList() as boolean[];
    const begin = Math.max(0, own.indexOf(true));
    const end = own.lastIndexOf(true) + 1;
    const made = verb === "apply" ? windowApply(values, rollingWindows(n, options), functions(tasks[0]!), seriesOf, begin, end) : columnOf(called(seriesOf(values), verb, args, n, options));
    return [made.slice(begin, end)];
  },
  join: (partials) => partials.flat(),
  finish: (columns) => concatColumns("value", columns),
};

function called(series: Series, verb: Exclude<WindowVerb, "apply">, args: readonly number[], n: number, options: RollingOptions): Series {
  const made = series.rolling(n, options) as unknown as Readonly<Record<WindowVerb, (...args: readonly number[]) => Series>>;
  return made[verb](...args);
}
