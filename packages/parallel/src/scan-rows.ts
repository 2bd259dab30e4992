import type { CsvSchema } from "@framepool/csv";
import { ArgumentError } from "@framepool/errors";
import type { FromRow, RowResult } from "@framepool/frame";
import { checkByColumn, shown } from "@framepool/frame/internal";
import { checkObject, splitOptions, type PipelineOptions } from "./options.js";
import { Pipeline } from "./pipeline/Pipeline.js";
import { rowsSource, type RowsOnce, type RowsOptions } from "./sources/rows.js";

/** The schema of rows of type `R` that are read with options `O`. */
type RowsSchema<R, O> = O extends { readonly schema: unknown } ? CsvSchema<O> : FromRow<R>;

const KNOWN: Readonly<Record<keyof RowsOptions, true>> = { dtype: true, schema: true, int64: true };

/**
 * A pipeline over objects that come one by one: rows of a database cursor, of a parsed stream, of a generator. They go to
 * the workers in batches of `partitionRows` (8,192), and are taken no faster than the results are; where all of them come together (`collect`) and a step looks at what columns there
 * are, all are read first, since rows may lack keys. The iterator is closed
 * when the run ends, whatever ends it; what it throws ends the run.
 *
 * @param rows an async iterable or an iterable of objects; it is read once, so the pipeline has one run
 * @param options `schema` types all columns, `dtype` some; the types of others are those of each batch, unified as results are
 * @throws StateError at the second run, FrameError for a cell that its declared type cannot hold, SchemaMismatchError for a column that `schema` does not have.
 * @example
 * import { scanRows } from "framepool";
 *
 * async function* rows() {
 *   yield { name: "Ann", age: 30 };
 *   yield { name: "Bo", age: null };
 * }
 * const out = await scanRows(rows(), { backend: "inline" }).apply((row) => row.name.length).collect();
 * [...out]; // → [ 3, 2 ]
 */
export function scanRows<R extends RowResult<R>, const O extends RowsOptions & PipelineOptions = RowsOptions & PipelineOptions>(rows: AsyncIterable<R> | Iterable<R>, options?: O): Pipeline<RowsSchema<R, O>> {
  // What JavaScript passes may be anything, whatever the type says.
  const given: unknown = rows;
  if (typeof given !== "object" || given === null || !(Symbol.asyncIterator in given || Symbol.iterator in given)) throw new ArgumentError(`scanRows takes an async iterable or an iterable of objects: an array, a generator, a stream in object mode; not ${shown(given)}`);
  checkObject("scanRows", options ?? {});
  const { own, rest } = splitOptions<RowsOptions & PipelineOptions>(options ?? {});
  for (const name of Object.keys(rest)) if (!Object.hasOwn(KNOWN, name)) throw new ArgumentError(`no option "${name}"; the options are ${Object.keys(KNOWN).join(" ")}, and those of a run`);
  if (rest.dtype !== undefined && rest.schema !== undefined) throw new ArgumentError("dtype and schema were both given; schema types all columns, dtype some");
  for (const [name, types] of [["dtype", rest.dtype], ["schema", rest.schema]] as const) if (types !== undefined && (name === "schema" || typeof types !== "string")) checkByColumn("scanRows", name, types);
  const once: RowsOnce = { rows, started: false };
  return new Pipeline<RowsSchema<R, O>>((merged, pushed) => rowsSource(once, rest, merged, pushed), own);
}
