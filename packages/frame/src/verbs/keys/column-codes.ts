import { FrameError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { typeName, type DataType } from "../../data-types.js";
import { remedy } from "../../remedy.js";
import { numbersWithGaps, readsAsNumbers } from "../numbers/numbers-with-gaps.js";
import type { Codes } from "./codes.js";
import { codesOfIntegers, isSmallInteger } from "./integer-codes.js";
import { codesOfNumbers } from "./number-codes.js";
import { codesOfDictionary, codesOfText, type TextCodes } from "./text-codes.js";

/**
 * Codes of a column's values: equal values have one code, whatever their place. null and NaN are missing; 0 and -0 are
 * one value. The codes are memory that nobody else has. Throws FrameError, naming `verb` and column, for a type whose values are not compared (lists, structs, …).
 */
export function codesOf(column: Column, verb: string): Codes {
  const { type } = column;
  const small = isSmallInteger(type) ? codesOfIntegers(column) : null;
  if (small !== null) return small;
  if (readsAsNumbers(type)) return codesOfNumbers(numbersWithGaps(column));
  if (type.kind === "utf8" || type.kind === "binary") return closed(codesOfText(column));
  if (type.kind === "dictionary" && type.values.kind === "utf8") return closed(codesOfDictionary(column));
  throw notCompared(column, verb);
}

function closed({ codes, count, first, texts }: TextCodes): Codes {
  texts.close();
  return { codes, count, first };
}

/** Whether values of a type are compared, so that {@link codesOf} has codes of them. */
export function isCompared(type: DataType): boolean {
  return readsAsNumbers(type) || type.kind === "utf8" || type.kind === "binary" || (type.kind === "dictionary" && type.values.kind === "utf8");
}

/** The error of a type whose values are not compared. */
export function notCompared({ name, type }: Column, verb: string): FrameError {
  return new FrameError(`${verb}: the values of column "${name}" (${typeName(type)}) are not compared; use text, numbers, bools or times${remedy(type)}`, { column: name });
}
