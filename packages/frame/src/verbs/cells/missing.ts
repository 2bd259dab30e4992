import { bitAt } from "../../bitmap.js";
import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { validityOf } from "./validity.js";

/** One byte a row: 1 where the cell is missing, which NaN counts as. */
export function missingFlags(column: Column): Uint8Array {
  const flags = new Uint8Array(column.length);
  for (const [k, vector] of column.vectors.entries()) markMissing(vector, flags.subarray(column.starts[k], column.starts[k + 1]));
  return flags;
}

function markMissing(vector: Vector, flags: Uint8Array): void {
  const { length, type } = vector;
  if (type.kind === "null") {
    flags.fill(1);
    return;
  }
  const validity = validityOf(vector);
  if (validity !== null) for (let i = 0; i < length; i++) if (!bitAt(validity, i)) flags[i] = 1;
  if (type.kind === "float") markNaN(vector, type.bits, flags);
  else if (type.kind === "dictionary") markMissingValues(vector, flags);
}

function markNaN({ storage, offset, length }: Vector, bits: number, flags: Uint8Array): void {
  const data = storage.data as Float64Array;
  if (bits === 16) {
    for (let i = 0; i < length; i++) if ((data[offset + i]! & 0x7fff) > 0x7c00) flags[i] = 1;
  } else {
    for (let i = 0; i < length; i++) if (data[offset + i] !== data[offset + i]) flags[i] = 1;
  }
}

/** A code may stand for a value that is itself missing. */
function markMissingValues({ storage, offset, length }: Vector, flags: Uint8Array): void {
  const dictionary = storage.dictionary!;
  if (dictionary.nullCount === 0) return;
  for (let i = 0; i < length; i++) {
    const code = Number(storage.data![offset + i]!);
    if (flags[i] === 0 && dictionary.isNull(code)) flags[i] = 1;
  }
}
