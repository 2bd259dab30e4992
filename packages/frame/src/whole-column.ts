import { FrameError } from "@framepool/errors";
import { DataFrame } from "./DataFrame.js";
import { Series } from "./Series.js";
import { TextMethods } from "./TextMethods.js";

/** Verbs whose result for a row depends on other rows. */
const OF_BOTH = [
  "count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "quantile", "mode", "nunique", "any", "all", "agg", "describe", "corr",
  "valueCounts", "nlargest", "nsmallest", "sortValues", "duplicated", "dropDuplicates", "rank", "cumsum", "cumprod", "cummax", "cummin",
  "ffill", "bfill", "interpolate", "shift", "diff", "pctChange", "rolling", "expanding", "ewm", "getDummies",
] as const;
const OF_SERIES = ["unique", "qcut", "factorize"] as const;
const OF_FRAMES = ["groupby", "resample", "pivot", "pivotTable", "sample"] as const;

/** Those of them that give a cell for each row, so that a pipeline's may be set beside its columns. */
const OF_EACH_ROW: readonly string[] = ["duplicated", "rank", "cumsum", "cumprod", "cummax", "cummin", "ffill", "bfill", "interpolate", "shift", "diff", "pctChange", "rolling", "expanding", "ewm"];

/** What was called with a part of the rows; null: nothing was. */
let caller: string | null = null;
let isWatching = false;
/** Who wants to know which of them are called. */
const listeners = new Set<Set<string>>();

/**
 * Runs `work`, which sees a part of longer columns: a verb that needs the whole of one throws FrameError, and says what to
 * do instead. Only for work that ends before this returns.
 */
export function onPart<R>(call: string, work: () => R): R {
  watch();
  const before = caller;
  caller = call;
  try {
    return work();
  } finally {
    caller = before;
  }
}

/** Runs `work`, which sees a part of longer columns as if that were all: `called` gets the verbs that need the whole of one, and saw the part's. */
export async function notingVerbs<R>(called: Set<string>, work: () => R | Promise<R>): Promise<R> {
  watch();
  listeners.add(called);
  try {
    return await work();
  } finally {
    listeners.delete(called);
  }
}

/** The verbs look first, from the first such work on: where there is none they are as quick as they were. */
function watch(): void {
  if (isWatching) return;
  isWatching = true;
  for (const verb of [...OF_BOTH, ...OF_SERIES]) guard(Series.prototype, verb);
  for (const verb of [...OF_BOTH, ...OF_FRAMES]) guard(DataFrame.prototype, verb, (args) => !args.some(isOfRow));
  guard(TextMethods.prototype, "getDummies");
  guard(Series.prototype, "cut", ([bins]) => typeof bins === "number");
}

/** Options that ask for a value of each row, which needs no other row. */
function isOfRow(options: unknown): boolean {
  return typeof options === "object" && options !== null && "axis" in options && options.axis === 1;
}

function guard<V extends string>(methods: Readonly<Record<V, unknown>>, verb: V, concerns: (args: readonly unknown[]) => boolean = () => true): void {
  const method = methods[verb] as (...args: unknown[]) => unknown;
  Object.defineProperty(methods, verb, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]): unknown {
      if (caller !== null && concerns(args)) throw needsWhole(verb, caller);
      for (const called of listeners) if (concerns(args)) called.add(verb);
      return method.apply(this, args);
    },
  });
}

function needsWhole(verb: string, call: string): FrameError {
  const beside = OF_EACH_ROW.includes(verb) ? `, and beside the other columns \`pipe.assign({ name: pipe.col(name).${verb}(…) })\`` : "";
  return new FrameError(
    `${verb} needs the whole column, and the function of ${call} sees a part of it. Values of the whole come first: \`const { Age } = await pipe.agg({ Age: "median" })\`, then \`pipe.${call}(…)\` with \`task({ Age }, (part, { Age }) => …)\`; or as a step, which sees all rows: \`pipe.${verb}(…)\` or \`pipe.col(name).${verb}(…)\`, where there is one${beside}. Inside mapPartitions ${verb} is that of the part`,
  );
}
