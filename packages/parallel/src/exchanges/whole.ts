import { columnOf, columnsOf, frameOf, Series, seriesOf, type DataFrame } from "@framepool/frame/internal";
import type { Exchange } from "./exchange.js";

/** A verb of the frame, or of the Series, that needs all rows, and no function of the user's: a call, or one after the other (`ewm(options).mean()`). */
export interface WholeStep {
  /** `"columnwise"`: it does to each column what it does to a Series, and keeps the rows */
  readonly op: "whole" | "columnwise";
  /** of the one column, as a Series */
  readonly ofSeries: boolean;
  readonly calls: readonly Call[];
}

export interface Call {
  readonly verb: string;
  readonly args: readonly unknown[];
}

type Callable = Readonly<Record<string, (...args: readonly unknown[]) => Callable>>;

/** It is done here, in one piece. */
export const whole: Exchange<WholeStep> = {
  memory: "these columns",
  run({ frame }, { ofSeries, calls }) {
    const given: unknown = ofSeries ? seriesOf(columnsOf(frame)[0]!) : frame;
    const made: unknown = calls.reduce((target, { verb, args }) => target[verb]!(...args), given as Callable);
    return made instanceof Series ? frameOf([columnOf(made)], made.length) : (made as DataFrame);
  },
};

export const columnwise: Exchange<WholeStep> = { ...whole, keepsRows: true };
