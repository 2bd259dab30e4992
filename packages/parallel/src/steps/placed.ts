import { FrameError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame/internal";
import { asSeries, rowsOf } from "../parts/parts.js";
import { rowsOfSide, wholeSideOf, type Side } from "../plan/sides.js";
import { placeAt } from "./place-at.js";
import type { StepValue } from "./step-value.js";

/** A column of all rows that is made already, and which of its cells belong to each part. */
export interface PlacedStep {
  readonly op: "placed";
  /** what messages say was called */
  readonly call: "assign";
  readonly column: Side;
  /** their numbers, rising, and where the cells of each begin: one number more, where those of the last end */
  readonly partitions: Int32Array;
  readonly starts: Int32Array;
}

/** The cells of a column, which begin in each of these partitions where `starts` says: one number more than there are. */
export function placedStep(column: DataFrame, partitions: readonly number[], starts: readonly number[]): PlacedStep {
  return { op: "placed", call: "assign", column: wholeSideOf(column), partitions: Int32Array.from(partitions), starts: Int32Array.from(starts) };
}

/** The cells of the rows of a part. Throws FrameError where some of them were left out. */
export function placed({ value, trace }: StepValue, { column, partitions, starts }: PlacedStep, partition: number): StepValue {
  const place = placeAt(partitions, partition);
  const [begin, end] = [starts[place]!, starts[place + 1]!];
  if (partitions[place] !== partition || end - begin !== rowsOf(value)) throw cellsLeftOut();
  return { value: asSeries(rowsOfSide(column).slice(begin, end)), trace };
}

/** A column that comes together has a cell for each row, or nobody knows whose each is. */
export function cellsLeftOut(): FrameError {
  return new FrameError("assign: onError left out cells of a column whose rows had to come together, so that it has not one for each row; with onError: \"null\" they are missing instead, or run the column by itself");
}
