import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { checkWhole } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";

/** Which rows a window holds. */
export interface RollingOptions {
  /** values that a window needs for a result (default: its size) */
  readonly minPeriods?: number;
  /** the window reaches to both sides of its row, not back from it */
  readonly center?: boolean;
  /** which ends belong to it (default `"right"`: its own row, and not the one that is `n` rows before) */
  readonly closed?: "right" | "left" | "both" | "neither";
}

/** A kind of window. */
export interface Windowing {
  readonly minPeriods: number;
  /** first row of the window of each row, and the row behind its last; neither ever falls */
  readonly bounds: (length: number) => { readonly starts: Int32Array; readonly ends: Int32Array };
}

/** Windows of `n` rows. */
export function rolling(n: number, options: RollingOptions = {}): Windowing {
  const { minPeriods, center = false, closed = "right" } = checkOptions("rolling", options, { minPeriods: "whole from 0", center: "flag", closed: ["right", "left", "both", "neither"] });
  if (!Number.isInteger(n) || n < 0) throw new ArgumentError(`rolling(n) needs a whole number of rows, not ${shown(n)}`);
  if (minPeriods !== undefined && minPeriods > n) throw new ArgumentError(`rolling: minPeriods ${String(minPeriods)} is more than the ${String(n)} rows of a window`);
  const ahead = center ? Math.floor((n - 1) / 2) : 0;
  const [early, late] = [closed === "left" || closed === "both" ? 1 : 0, closed === "left" || closed === "neither" ? 1 : 0];
  return {
    minPeriods: minPeriods ?? n,
    bounds: (length) => {
      const [starts, ends] = [new Int32Array(length), new Int32Array(length)];
      for (let row = 0; row < length; row++) {
        ends[row] = Math.min(length, Math.max(0, row + 1 + ahead - late));
        starts[row] = Math.min(ends[row]!, Math.max(0, row + 1 + ahead - n - early));
      }
      return { starts, ends };
    },
  };
}

/** Windows from the first row to each row. */
export function expanding(minPeriods = 1): Windowing {
  checkWhole("expanding", "minPeriods", minPeriods, 0);
  return {
    minPeriods,
    bounds: (length) => {
      const ends = new Int32Array(length);
      for (let row = 0; row < length; row++) ends[row] = row + 1;
      return { starts: new Int32Array(length), ends };
    },
  };
}
