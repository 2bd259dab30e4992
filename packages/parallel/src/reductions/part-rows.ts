import { columnsOf, concat, frameOf, type Column, type DataFrame } from "@framepool/frame/internal";

/** Rows of a part that may be among the result, as a partial holds them. */
export interface PartRows {
  readonly columns: readonly Column[];
  readonly numRows: number;
}

export function partRows(frame: DataFrame): PartRows {
  return { columns: columnsOf(frame), numRows: frame.numRows };
}

/** The rows of parts, one below the other. */
export function rowsOfParts(parts: readonly PartRows[]): DataFrame {
  return concat(parts.map(({ columns, numRows }) => frameOf(columns, numRows)));
}
