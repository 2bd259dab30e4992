import { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";

/** The items of a column of lists one behind the other, and where among them the list of each row begins and how many it has; none where it is missing. */
export interface ListItems {
  readonly items: Column;
  readonly starts: Int32Array;
  readonly sizes: Int32Array;
}

export function listItems({ name, vectors, length }: Column): ListItems {
  const items = concatColumns(name, vectors.map(({ storage }) => Column.of(name, storage.children[0]!)));
  const sizes = new Int32Array(length);
  const starts = new Int32Array(length);
  let before = 0;
  let row = 0;
  for (const vector of vectors) {
    const { offsets, children } = vector.storage;
    for (let i = 0; i < vector.length; i++, row++) {
      const begin = Number(offsets![vector.offset + i]!);
      sizes[row] = vector.isNull(i) ? 0 : Number(offsets![vector.offset + i + 1]!) - begin;
      starts[row] = before + begin;
    }
    before += children[0]!.length;
  }
  return { items, starts, sizes };
}
