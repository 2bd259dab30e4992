import { concat, type ConcatOptions } from "@framepool/frame/internal";
import { rowsOfSide, type Side } from "../plan/sides.js";
import type { Exchange } from "./exchange.js";

/** `concat(others, options)`. */
export interface ConcatRowsStep {
  readonly op: "concat.rows";
  /** what messages say was called */
  readonly call: "concat";
  readonly sides: readonly Side[];
  readonly options: ConcatOptions;
}

/** Types and columns are those of all together, which the last of them decides. */
export const concatRows: Exchange<ConcatRowsStep> = {
  memory: "all rows of all inputs",
  ofNothing: ({ sides, options }) => concat(sides.map(rowsOfSide), options),
  run: ({ frame }, { sides, options }) => concat([frame, ...sides.map(rowsOfSide)], options),
};
