import { SchemaMismatchError } from "@framepool/errors";
import { concat, type DataFrame } from "@framepool/frame";
import { Column, columnsOf, frameOf, Vector } from "@framepool/frame/internal";

/** Parts in order → one frame: types are unified over all of them, columns are those of all in order of appearance. */
export function gather(parts: readonly DataFrame[]): DataFrame {
  try {
    const frame = concat(parts);
    return frameOf(columnsOf(frame).map(whole), frame.numRows);
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new SchemaMismatchError(`the parts do not make one frame: ${error.message}`, { column: error.column, row: error.row, partition: error.partition }, { cause: error });
  }
}

/** Joins windows that lie side by side on one Storage: a column that came back untouched is the column that was sent. */
function whole(column: Column): Column {
  const vectors: Vector[] = [];
  for (const vector of column.vectors) {
    const last = vectors.at(-1);
    if (last !== undefined && last.storage === vector.storage && last.offset + last.length === vector.offset) {
      vectors[vectors.length - 1] = new Vector(last.storage, last.offset, last.length + vector.length);
    } else {
      vectors.push(vector);
    }
  }
  return vectors.length === column.vectors.length ? column : new Column(column.name, column.type, vectors);
}
