import type { DataFrame } from "@framepool/frame/internal";
import type { Call } from "./calls.js";

/** Rows beside a part that a verb looks at, once they are made ready: missing cells filled, or each the best so far. */
export interface EdgeRule {
  readonly rows: number;
  readonly by: "rows" | "ffill" | "bfill" | "cummax" | "cummin";
}

/** What a verb of columns looks at beside a part. */
export interface Halo {
  readonly before: EdgeRule;
  readonly behind: EdgeRule;
}

/** Beyond so many rows all of them had better come together. */
const MOST_ROWS = 4096;
const NOTHING: EdgeRule = { rows: 0, by: "rows" };
const rows = (count: number): EdgeRule => ({ rows: Math.max(0, count), by: "rows" });
const one = (by: EdgeRule["by"]): EdgeRule => ({ rows: 1, by });

/** The halo of a call; null for a verb whose cells look at all rows before or behind them, or at very many. */
export function haloOf({ verb, args: [first, second] }: Call): Halo | null {
  const halo = haloFor(verb, first, second);
  return halo === null || halo.before.rows > MOST_ROWS || halo.behind.rows > MOST_ROWS ? null : halo;
}

function haloFor(verb: string, first: unknown, second: unknown): Halo | null {
  switch (verb) {
    case "shift":
    case "diff": return { before: rows(first as number), behind: rows(-(first as number)) };
    case "pctChange": {
      const fills = (second as { readonly fillMethod?: "ffill" | null } | undefined)?.fillMethod !== null;
      return { before: fills ? { rows: Math.max(1, first as number), by: "ffill" } : rows(first as number), behind: rows(-(first as number)) };
    }
    case "ffill":
    case "bfill": {
      const { limit } = (first ?? {}) as { readonly limit?: number };
      const edge = limit === undefined ? one(verb) : rows(limit);
      return verb === "ffill" ? { before: edge, behind: NOTHING } : { before: NOTHING, behind: edge };
    }
    case "cummax":
    case "cummin": return { before: one(verb), behind: NOTHING };
    default: return null;
  }
}

/** The last or the first rows of a frame, made ready. What is made of such rows of two parts is what is made of both parts. */
export function edgeRows(frame: DataFrame, { rows, by }: EdgeRule, which: "last" | "first"): DataFrame {
  const ready = rows === 0 || by === "rows" ? frame : by === "cummax" || by === "cummin" ? frame[by]().ffill() : frame[by]();
  return which === "last" ? ready.slice(Math.max(0, frame.numRows - rows)) : ready.slice(0, rows);
}
