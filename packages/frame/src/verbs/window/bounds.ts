import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { checkOption } from "../check-option.js";
import { checkOptions } from "../check-options.js";

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
  const { minPeriods, center = false, closed = "right" } = checkOptions("rolling", options, { minPeriods: "own", center: "flag", closed: "own" });
  if (!Number.isInteger(n) || n < 0) throw new ArgumentError(`rolling(n) needs a whole number of rows, not ${shown(n)}`);
  checkOption("rolling", "closed", closed, ["right", "left", "both", "neither"]);
  checkPeriods("rolling", minPeriods);
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
  checkPeriods("expanding", minPeriods);
  return {
    minPeriods,
    bounds: (length) => {
      const ends = new Int32Array(length);
      for (let row = 0; row < length; row++) ends[row] = row + 1;
      return { starts: new Int32Array(length), ends };
    },
  };
}

function checkPeriods(verb: string, minPeriods: number | undefined): void {
  if (minPeriods === undefined || (Number.isInteger(minPeriods) && minPeriods >= 0)) return;
  throw new ArgumentError(`${verb}: minPeriods is a whole number from 0, not ${shown(minPeriods)}`);
}
