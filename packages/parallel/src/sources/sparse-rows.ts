import type { DataFrame } from "@framepool/frame";
import { castColumn, Column, columnsOf, frameOf, nullVector, unifyTypes, type DataType } from "@framepool/frame/internal";

/** Some rows of many, of which each may have columns of its own. */
export interface RowsBatch {
  readonly frame: DataFrame;
  readonly firstRow: number;
}

/** Types of columns by name, in order of appearance; null where cells do not go together, which is no matter as long as nobody puts them together. */
type Types = Map<string, DataType | null>;

/** As they come, each with the columns of those before it. */
export async function* withColumnsSoFar(batches: AsyncIterable<RowsBatch>): AsyncGenerator<RowsBatch, void> {
  const types: Types = new Map();
  for await (const { frame, firstRow } of batches) {
    note(types, frame);
    yield { frame: withColumns(frame, types, false), firstRow };
  }
}

/** When all are here, each with the columns of all, of one type where cells go together. */
export async function* withAllColumns(batches: AsyncIterable<RowsBatch>): AsyncGenerator<RowsBatch, void> {
  const types: Types = new Map();
  const all: RowsBatch[] = [];
  for await (const batch of batches) {
    note(types, batch.frame);
    all.push(batch);
  }
  for (const { frame, firstRow } of all) yield { frame: withColumns(frame, types, true), firstRow };
}

function note(types: Types, frame: DataFrame): void {
  for (const { name, type } of columnsOf(frame)) {
    const before = types.get(name);
    types.set(name, before === undefined ? type : before === null ? null : unifyTypes(before, type));
  }
}

function withColumns(frame: DataFrame, types: Types, isCast: boolean): DataFrame {
  const columns = [...types].map(([name, type]) => {
    if (!frame.schema.has(name)) return Column.of(name, nullVector(type ?? { kind: "null" }, frame.numRows));
    const column = columnsOf(frame)[frame.schema.place(name)]!;
    return isCast && type !== null ? castColumn(column, type) : column;
  });
  return frameOf(columns, frame.numRows);
}
