import type { DataFrame } from "./DataFrame.js";
import type { Table } from "./table.js";
import type { Unchecked } from "./types.js";

type Maker = (table: Table) => DataFrame;

let maker: Maker | null = null;

/** Says how frames are made. DataFrame.ts does, when it is loaded: a Series cannot import the class, which imports Series. */
export function setFrameMaker(make: Maker): void {
  maker = make;
}

/** A DataFrame of a table, for what makes several columns of one. */
export function makeFrame<S = Unchecked>(table: Table): DataFrame<S> {
  return maker!(table) as DataFrame<S>;
}
