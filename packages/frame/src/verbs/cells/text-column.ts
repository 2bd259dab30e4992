import { StringBuilder } from "../../build/builders/string.js";
import { Column } from "../../column.js";
import { STRING } from "../../data-types.js";
import type { Vector } from "../../vector.js";

/** A text column of what `text` gives for each row, null where it is missing; in as many vectors as it takes. */
export function textColumn(name: string, length: number, text: (row: number) => string | null): Column {
  const done: Vector[] = [];
  let builder = new StringBuilder(STRING, length);
  for (let row = 0; row < length; row++) {
    if (builder.full) {
      done.push(builder.finish());
      builder = new StringBuilder(STRING, length - row);
    }
    builder.append(text(row));
  }
  return new Column(name, STRING, [...done, builder.finish()]);
}
