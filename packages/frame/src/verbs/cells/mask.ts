import { FrameError } from "@framepool/errors";
import { bitAt } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { typeName } from "../../data-types.js";

/** A bool column as one byte a row: 1 where it is true; false and missing are 0. Throws FrameError for another type. */
export function maskOf(column: Column, verb: string): Uint8Array {
  const { kind } = column.type;
  if (kind !== "bool" && kind !== "null") throw new FrameError(`${verb}: column "${column.name}" is ${typeName(column.type)}, not bool`, { column: column.name });
  const flags = new Uint8Array(column.length);
  if (kind === "null") return flags;
  let at = 0;
  for (const { storage, offset, length } of column.vectors) {
    const data = storage.data as Uint8Array;
    const { validity } = storage;
    for (let i = offset; i < offset + length; i++, at++) {
      if (bitAt(data, i) && (validity === null || bitAt(validity, i))) flags[at] = 1;
    }
  }
  return flags;
}
