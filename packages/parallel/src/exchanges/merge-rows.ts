import { FrameError } from "@framepool/errors";
import type { MergeOptions } from "@framepool/frame";
import { rowsOfSide, type Side } from "../plan/sides.js";
import type { Exchange } from "./exchange.js";

/** `merge(right, options)` where it takes all rows of the left to know which of the right have no partner, or which are not unique. */
export interface MergeRowsStep {
  readonly op: "merge.rows";
  /** what messages say was called */
  readonly call: "merge";
  readonly right: Side;
  readonly options: MergeOptions;
}

/** The join itself is done here, in one piece. */
export const mergeRows: Exchange<MergeRowsStep> = {
  memory: "all rows of both sides, and the result,",
  ofNothing() {
    throw new FrameError("merge: all rows of the left side were set aside, so that nobody knows its columns");
  },
  run: ({ frame }, { right, options }) => frame.merge(rowsOfSide(right), options),
};
