import { bitAt, bitmapBytes, setBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { BOOL } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";

/** One byte a row, 0 or 1, as a bool column. */
export function boolColumn(name: string, flags: Uint8Array, validity: Uint8Array | null = null): Column {
  const bits = sharedArray(Uint8Array, bitmapBytes(flags.length));
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) setBit(bits, i);
  return Column.of(name, new Vector(new Storage(BOOL, flags.length, { data: bits, validity })));
}

/** Sets the flag of every row that is missing. */
export function flagMissing(flags: Uint8Array, validity: Uint8Array | null, flag: 0 | 1): void {
  if (validity === null) return;
  for (let i = 0; i < flags.length; i++) if (!bitAt(validity, i)) flags[i] = flag;
}
