import { groupRows } from "../../../aggregates/group-rows.js";

/** Which rows have each code. */
export interface KeyRows {
  /** the row of each code, -1 where none has it; null if one is there twice */
  readonly only: Int32Array | null;
  /** whether the code of each row is its number, as codes of text are where no key is there twice */
  readonly numbered: boolean;
  /** rows by code, if one is there twice: those of code `c` are `rows[starts[c]]` up to `rows[starts[c + 1]]` */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

const NONE = new Int32Array(0);

/** The rows of codes that are all below `count`. */
export function keyRows(codes: Int32Array, count: number): KeyRows {
  const only = onlyRows(codes, count);
  if (only === null) return { only, numbered: false, ...groupRows(codes, count) };
  return { only, numbered: count === codes.length && only.every((row, code) => row === code), rows: NONE, starts: NONE };
}

function onlyRows(codes: Int32Array, count: number): Int32Array | null {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (rows[code]! >= 0) return null;
    rows[code] = row;
  }
  return rows;
}

/** How many rows have a code; none has -1. */
export function rowsWith({ only, starts }: KeyRows, code: number): number {
  if (code < 0) return 0;
  return only === null ? starts[code + 1]! - starts[code]! : only[code]! < 0 ? 0 : 1;
}
