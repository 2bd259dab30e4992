import type { DataFrame } from "./DataFrame.js";
import type { Table } from "./table.js";
import type { Unchecked } from "./types.js";

// A Series makes frames (valueCounts, describe) and a frame makes Series: one of the two files has to be told of the other.

let maker: ((table: Table) => DataFrame) | undefined;

/** Called once, by DataFrame, when it is loaded. */
export function setFrameMaker(make: (table: Table) => DataFrame): void {
  maker = make;
}

/** A DataFrame of a table. */
export function makeFrame<S = Unchecked>(table: Table): DataFrame<S> {
  if (maker === undefined) throw new Error("DataFrame has not been loaded");
  return maker(table) as DataFrame<S>;
}
