import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { remedy } from "../remedy.js";
import { numbersWithGaps, readsAsNumbers, type GappedNumbers } from "../verbs/numbers/numbers-with-gaps.js";

/** Throws FrameError, naming aggregate and column, for text and other types that are neither numbers nor times. */
export function checkNumbers(verb: string, { name, type }: Column): void {
  if (!readsAsNumbers(type)) throw new FrameError(`${verb}: column "${name}" is ${typeName(type)}; only numbers and times have one; of a frame, { numericOnly: true } leaves such columns out${remedy(type)}`, { column: name });
}

/** {@link checkNumbers}, without times. */
export function checkPlainNumbers(verb: string, column: Column): void {
  const { name, type } = column;
  const { kind } = type;
  if (kind === "timestamp" || kind === "date" || kind === "duration") throw new FrameError(`${verb}: column "${name}" is ${typeName(type)}; only numbers have one`, { column: name });
  checkNumbers(verb, column);
}

/** The cells of a column of numbers or times ({@link checkNumbers}). */
export function numbersFor(verb: string, column: Column): GappedNumbers {
  checkNumbers(verb, column);
  return numbersWithGaps(column);
}

/** The cells of a column of numbers ({@link checkPlainNumbers}). */
export function plainNumbersFor(verb: string, column: Column): GappedNumbers {
  checkPlainNumbers(verb, column);
  return numbersWithGaps(column);
}
