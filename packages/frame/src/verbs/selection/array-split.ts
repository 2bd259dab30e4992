import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Table } from "../../table.js";
import { checkTable } from "../arguments/check-kind.js";
import { slice } from "../take/slice.js";

/** `n` views of near-equal length: as in numpy, the first `numRows % n` have one row more. */
export function arraySplit(table: Table, n: number): Table[] {
  checkTable("arraySplit", table);
  if (!Number.isInteger(n) || n < 1) throw new ArgumentError(`arraySplit(df, n) needs a whole number of parts from 1, not ${shown(n)}`);
  const short = Math.floor(table.numRows / n);
  const longer = table.numRows % n;
  return Array.from({ length: n }, (_, part) => {
    const begin = part * short + Math.min(part, longer);
    return slice(table, begin, begin + short + (part < longer ? 1 : 0));
  });
}
