import { columnOf, columnsOf, frameOf, Series, seriesOf, type DataFrame } from "@framepool/frame/internal";
import { called, type Call } from "../plan/calls.js";
import type { Exchange } from "./exchange.js";

/** A verb of the frame, or of the Series, that needs all rows, and no function of the user's: a call, or one after the other (`ewm(options).mean()`). */
export interface WholeStep {
  /** `"columnwise"`: it gives columns, or one, with a cell for each row, in their order */
  readonly op: "whole" | "columnwise";
  /** what messages say was called, where that is not the first of the calls */
  readonly call?: `groupby.${string}`;
  /** of the one column, as a Series */
  readonly ofSeries: boolean;
  readonly calls: readonly Call[];
}

/** It is done here, in one piece. */
export const whole: Exchange<WholeStep> = {
  memory: "these columns",
  run({ frame }, { ofSeries, calls }) {
    const made = calls.reduce<unknown>(called, ofSeries ? seriesOf(columnsOf(frame)[0]!) : frame);
    return made instanceof Series ? frameOf([columnOf(made)], made.length) : (made as DataFrame);
  },
};

export const columnwise: Exchange<WholeStep> = { ...whole, keepsRows: true };
