import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { numbersWithGaps, readsAsNumbers, type GappedNumbers } from "../verbs/numbers-with-gaps.js";

/** The cells of a column as numbers. Throws FrameError, naming aggregate and column, for text and other types. */
export function numbersFor(verb: string, column: Column): GappedNumbers {
  const { name, type } = column;
  if (readsAsNumbers(type)) return numbersWithGaps(column);
  throw new FrameError(`${verb}: column "${name}" is ${typeName(type)}; only numbers and times have one`, { column: name });
}

/** {@link numbersFor}, without times. */
export function plainNumbersFor(verb: string, column: Column): GappedNumbers {
  const { name, type } = column;
  const { kind } = type;
  if (kind === "timestamp" || kind === "date" || kind === "duration") throw new FrameError(`${verb}: column "${name}" is ${typeName(type)}; only numbers have one`, { column: name });
  return numbersFor(verb, column);
}
