import { ArgumentError, FrameError, SchemaMismatchError, StateError } from "@framepool/errors";
import { DataFrame, type DType } from "@framepool/frame";
import { Column, columnsOf, frameOf, nullVector, typeOf } from "@framepool/frame/internal";
import type { PartitionOptions } from "../parts/partition.js";
import { bytesOf } from "../parts/parts.js";
import type { Pushed } from "../plan/push-down.js";
import { RowReader, type Row } from "./RowReader.js";
import { withAllColumns, withColumnsSoFar, type RowsBatch } from "./sparse-rows.js";
import type { Source } from "./source.js";

/** How rows become columns. */
export interface RowsOptions {
  /** one type for all columns, or the types of some; the others are those of each batch, unified at the end */
  readonly dtype?: DType | { readonly [column: string]: DType };
  /** the types of all columns: rows may lack some, and must have no others */
  readonly schema?: { readonly [column: string]: DType };
  /** read 64-bit integers as bigints */
  readonly int64?: "bigint";
}

/** Rows that are read once, by the first run that opens them. */
export interface RowsOnce {
  readonly rows: AsyncIterable<unknown> | Iterable<unknown>;
  started: boolean;
}

/** Rows of a part: as many make a message worth its while, and are soon there. */
const BATCH_ROWS = 8192;

/** Objects that come one by one, sent to the workers in batches. */
export function rowsSource(once: RowsOnce, options: RowsOptions, { partitions, partitionRows = BATCH_ROWS, partitionBytes }: PartitionOptions, { limit }: Pushed): Source {
  if ((partitions ?? partitionBytes) !== undefined) throw new ArgumentError("scanRows is cut by rows: give partitionRows; how many rows and bytes there are is not known before the end");
  return {
    varies: options.schema === undefined,
    size: () => Promise.resolve({ rows: Array.isArray(once.rows) ? Math.min(limit, once.rows.length) : null, bytes: null }),
    describe: () => Promise.resolve({ kind: "rows", inputs: [], reading: null, types: typesOf(options), partitions: `${String(partitionRows)} rows each`, selects: false }),
    isReadAgain: () => Promise.resolve(false),
    async open(_workers, { isWhole }) {
      if (once.started) throw new StateError("the rows of this scanRows were read by a run before: they are read once; make another pipeline of rows that begin anew");
      once.started = true;
      const reader = new RowReader(once.rows, limit);
      return {
        plan: { kind: "frame" },
        reading: null,
        selects: false,
        async *parts() {
          const batches = batchesFrom(reader, partitionRows, options);
          // With a schema each batch has all columns: none has to wait for those behind it.
          const complete = options.schema !== undefined ? batches : isWhole ? withAllColumns(batches) : withColumnsSoFar(batches);
          for await (const { frame, firstRow } of complete) {
            yield { input: { kind: "frame", frame, firstRow }, bytes: bytesOf(frame) };
          }
        },
        close: () => reader.close(),
      };
    },
  };
}

/** Rows in batches of so many; of no rows one that is empty. */
async function* batchesFrom(reader: RowReader, most: number, options: RowsOptions): AsyncGenerator<RowsBatch, void> {
  for (;;) {
    const firstRow = reader.rows;
    const rows = await reader.take(most);
    if (rows.length === 0 && firstRow > 0) return;
    yield { frame: frameOfRows(rows, options, firstRow), firstRow };
    if (rows.length < most) return;
  }
}

function typesOf({ dtype, schema }: RowsOptions): string {
  if (schema !== undefined) return "declared (schema)";
  return typeof dtype === "string" ? `declared: ${dtype} (dtype)` : `${dtype === undefined ? "" : `declared for ${Object.keys(dtype).map((name) => JSON.stringify(name)).join(", ")}, the others `}those of each batch, unified at the end`;
}

function frameOfRows(rows: readonly Row[], { dtype, schema, int64 }: RowsOptions, firstRow: number): DataFrame {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const types = schema ?? dtype;
  const declared = typeof types === "object" ? Object.fromEntries(Object.entries(types).filter(([name]) => names.has(name))) : types;
  try {
    const frame = DataFrame.fromRows(rows as readonly Record<string, never>[], { ...(declared === undefined ? {} : { dtype: declared }), ...(int64 === undefined ? {} : { int64 }) });
    return schema === undefined ? frame : whole(frame, schema, firstRow);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    const row = error.row === null ? null : firstRow + error.row;
    throw new FrameError(`scanRows, in the batch from row ${String(firstRow)}: ${error.message}`, { column: error.column, row }, { cause: error });
  }
}

/** The columns of the schema, in its order; one that no row of the batch has is missing there. */
function whole(frame: DataFrame, schema: NonNullable<RowsOptions["schema"]>, firstRow: number): DataFrame {
  const extra = frame.columns.find((name) => !Object.hasOwn(schema, name));
  if (extra !== undefined) throw new SchemaMismatchError(`scanRows: rows from ${String(firstRow)} on have a column "${extra}", which is not in the schema`, { column: extra });
  const columns = Object.entries(schema).map(([name, dtype]) => (frame.schema.has(name) ? columnsOf(frame)[frame.schema.place(name)]! : Column.of(name, nullVector(typeOf(dtype), frame.numRows))));
  return frameOf(columns, frame.numRows);
}
