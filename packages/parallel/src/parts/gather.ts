import { SchemaMismatchError } from "@framepool/errors";
import { concat, type DataFrame } from "@framepool/frame";
import { Column, columnsOf, frameOf, unifyTypes, Vector, type DataType } from "@framepool/frame/internal";

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

/** {@link gather} of rows as a source gave them: a column whose cells do not go together, since nobody had to read it, is text. */
export function gatherAny(parts: readonly DataFrame[]): DataFrame {
  const types = new Map<string, DataType | null>();
  for (const part of parts) {
    for (const { name, type } of columnsOf(part)) {
      const before = types.get(name);
      types.set(name, before === undefined ? type : before === null ? null : unifyTypes(before, type));
    }
  }
  const mixed = new Set([...types].flatMap(([name, type]) => (type === null ? [name] : [])));
  if (mixed.size === 0) return gather(parts);
  return gather(parts.map((part) => part.astype(Object.fromEntries(part.columns.filter((name) => mixed.has(name)).map((name) => [name, "string"] as const)))));
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
