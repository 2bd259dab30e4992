import { columnOf, columnsOf, eachWindow, expandingWindows, rollingWindows, seriesOf, type Column, type RollingOptions, type Series } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { called } from "../plan/calls.js";
import type { Piece } from "./pieces.js";
import type { Reduction } from "./reduction.js";

/** What may be made of windows. */
export type WindowVerb = "apply" | "sum" | "mean" | "median" | "quantile" | "min" | "max" | "var" | "std" | "skew" | "kurt" | "count";

const LIGHT: ReadonlySet<WindowVerb> = new Set<WindowVerb>(["sum", "mean", "min", "max", "count"]);

/** Whether that is made sooner than rows are sent to few workers. */
export function areLightWindows({ verb }: Pick<Windows, "verb">): boolean {
  return LIGHT.has(verb);
}

/** Windows of `n` rows (null: from the first row to each), and what is made of each. */
export interface Windows {
  readonly n: number | null;
  readonly options: RollingOptions;
  readonly verb: WindowVerb;
  readonly args: readonly unknown[];
  readonly tasks: readonly ShippedTask[];
}

/** Windows of the rows of a part that are its own; the others are there for windows that reach to them. */
export interface WindowsStep extends Windows {
  readonly op: "windows";
  /** what messages say was called */
  readonly call: "rolling" | "expanding";
}

/** What a verb makes of the windows of a column. */
export function windowsOf(column: Column, { n, options, verb, args }: Omit<Windows, "tasks">): Column {
  const series = seriesOf(column);
  return columnOf(called(n === null ? series.expanding(options.minPeriods) : series.rolling(n, options), { verb, args }) as Series);
}

/** What is made of the windows, part by part. */
export const windows: Reduction<WindowsStep, readonly Piece[], readonly Piece[]> = {
  columns: () => null,
  partial(part, { n, options, verb, args, tasks }, functions, calls) {
    if (calls === null) return [];
    const { firstRow, own: { begin, end } } = calls.part;
    const [column] = columnsOf(part);
    const [task] = tasks;
    const made = verb === "apply" ? applied(column!, calls.ofRows(task!, functions(task!))) : windowsOf(column!, { n, options, verb, args });
    return [{ begin: firstRow + begin, columns: [made.slice(begin, end)], dropped: [...calls.dropped].map((row) => row - begin) }];

    function applied(values: Column, fn: (window: unknown, row: number) => unknown): Column {
      return eachWindow(values, n === null ? expandingWindows(options.minPeriods) : rollingWindows(n, options), (window, row) => fn(seriesOf(window), row), begin, end);
    }
  },
  join: (partials) => partials.flat(),
  finish: (pieces) => pieces,
};
