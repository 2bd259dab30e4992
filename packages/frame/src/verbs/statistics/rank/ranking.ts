import type { Codes } from "../../keys/codes.js";
import type { RankOptions } from "../rank.js";

/** How ranks are given, with nothing left open. */
export type Ranking = Required<RankOptions>;

/** The group of each row, -1 for none, and how many groups there are. */
export type RankedGroups = Pick<Codes, "codes" | "count">;

/** The rank of a run of equal values: behind `before` others, up to the place `end`, the `run`th of its group. */
export function rankOfRun(method: Exclude<Ranking["method"], "first">, before: number, end: number, run: number): number {
  switch (method) {
    case "average": return (before + 1 + end) / 2;
    case "min": return before + 1;
    case "max": return end;
    case "dense": return run;
  }
}
