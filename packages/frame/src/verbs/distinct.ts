import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { distinctCodes } from "./distinct/codes.js";
import { distinctText } from "./distinct/text.js";
import { distinctWords } from "./distinct/words.js";

/** The distinct values of a column, in order of first appearance. */
export interface Distinct {
  /** the number of each row's value; -1 where it is missing */
  readonly codes: Int32Array;
  /** the first row of each value */
  readonly rows: Int32Array;
}

/** Whether cells of a type can be told apart: those of bytes, lists and types that are passed through are not. */
export function isToldApart({ type }: Column): boolean {
  switch (type.kind) {
    case "null":
    case "utf8":
    case "bool":
    case "int":
    case "date":
    case "timestamp":
    case "duration": return true;
    case "float": return type.bits > 16;
    default: return type.kind === "dictionary" && type.values.kind === "utf8";
  }
}

/** Which values there are, and which one each row has. NaN is missing, -0 is 0. Throws FrameError for a type whose cells are not compared. */
export function distinct(column: Column, verb: string): Distinct {
  const { type } = column;
  if (!isToldApart(column)) throw new FrameError(`${verb}: column "${column.name}" is ${typeName(type)}, whose cells are not told apart; use text, numbers, bools or times`, { column: column.name });
  switch (type.kind) {
    case "null": return { codes: new Int32Array(column.length).fill(-1), rows: new Int32Array(0) };
    case "utf8": return distinctText(column);
    case "dictionary": return distinctCodes(column);
    default: return distinctWords(column);
  }
}
