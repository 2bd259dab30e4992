import { ArgumentError } from "@framepool/errors";
import { DataFrame, type Unchecked } from "@framepool/frame";
import { shown } from "@framepool/frame/internal";
import { cpuCount, type Shipped } from "@framepool/pool";
import { callSite } from "@framepool/pool/internal";
import { checkOptions, type PipelineOptions } from "./options.js";
import { parallel } from "./parallel.js";
import { atLeastOne } from "./parts/partition.js";
import { tableKind, tableNames, type Tables } from "./tables.js";

/**
 * `np.array_split` → `pool.map` → `pd.concat`: cuts `df` into exactly `numCores` parts (empty ones where there are fewer
 * rows), gives each to `fn` in a worker, and puts the frames behind one another in order. What goes in comes out: a
 * DataFrame, an apache-arrow Table or, with `import "@framepool/danfo"`, a danfojs DataFrame. The function always sees a
 * DataFrame of ours.
 *
 * @param numCores parts and workers (default: the cores this process may use), or the options of a pipeline
 * @throws CaptureError before anything of it runs, TaskError with the place for what `fn` throws.
 * @example
 * import { parallelDataFrame, DataFrame } from "framepool";
 *
 * const df = new DataFrame({ Name: ["Ann", "Bo"] });
 * const out = await parallelDataFrame(df, (data) => data.assign({ length_str: data.col("Name").map((name) => name.length) }), 2);
 * out.toRows(); // → [ { Name: 'Ann', length_str: 3 }, { Name: 'Bo', length_str: 2 } ]
 */
export function parallelDataFrame<S, R = Unchecked>(df: DataFrame<S>, fn: Shipped<[data: DataFrame<S>], DataFrame<R> | Promise<DataFrame<R>>>, numCores?: number | PipelineOptions): Promise<DataFrame<R>>;
export function parallelDataFrame<T extends Tables[keyof Tables]>(table: T, fn: Shipped<[data: DataFrame], DataFrame | Promise<DataFrame>>, numCores?: number | PipelineOptions): Promise<T>;
export async function parallelDataFrame(input: unknown, fn: Shipped<[data: DataFrame], DataFrame | Promise<DataFrame>>, numCores: number | PipelineOptions = {}): Promise<unknown> {
  const options = typeof numCores === "number" ? { workers: atLeastOne("numCores", numCores), partitions: numCores } : withParts(numCores);
  const file = callSite(parallelDataFrame);
  const run = <D>(df: DataFrame): Promise<D> => parallel(df, options).stepAtRun<Unchecked, D>("parallelDataFrame", fn, file).collect();
  if (input instanceof DataFrame) return run(input);
  const kind = tableKind(input);
  if (kind === undefined) throw new ArgumentError(`parallelDataFrame takes ${tableNames()}, not ${shown(input)}; make one with \`new DataFrame({ … })\` or \`DataFrame.fromRows(rows)\` (for a danfojs DataFrame, import "@framepool/danfo" first)`);
  return kind.fromFrame(await run<DataFrame>(kind.toFrame(input)), input);
}

/** Exactly one part a worker, unless the caller says how to cut. */
function withParts(given: PipelineOptions): PipelineOptions {
  const options = checkOptions(given, "parallelDataFrame");
  const { partitions, partitionRows, partitionBytes, workers } = options;
  return (partitions ?? partitionRows ?? partitionBytes) === undefined ? { ...options, partitions: workers ?? cpuCount() } : options;
}
