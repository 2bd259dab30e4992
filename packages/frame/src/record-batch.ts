import type { Column } from "./column.js";
import type { Schema } from "./schema.js";
import type { Vector } from "./vector.js";

/** A schema and one vector a column, all of `length` rows: the unit that crosses a thread. */
export class RecordBatch {
  readonly schema: Schema;
  readonly vectors: readonly Vector[];
  readonly length: number;

  constructor(schema: Schema, vectors: readonly Vector[], length: number) {
    this.schema = schema;
    this.vectors = vectors;
    this.length = length;
  }
}

/** Cuts columns of one length where any of them begins a new vector, so that each piece has one vector a column: views, no copies. */
export function toBatches(schema: Schema, columns: readonly Column[], numRows: number): RecordBatch[] {
  const cuts = [...new Set([0, numRows, ...columns.flatMap(({ starts }) => starts)])].sort((a, b) => a - b);
  const batches: RecordBatch[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [begin, end] = [cuts[i]!, cuts[i + 1]!];
    batches.push(new RecordBatch(schema, columns.map((column) => column.slice(begin, end).vectors[0]!), end - begin));
  }
  if (batches.length === 0) batches.push(new RecordBatch(schema, columns.map(({ vectors }) => vectors[0]!), 0));
  return batches;
}
