import { COLUMNS, columnsOf, filledUp, frameOf, isNumeric, mayBeNumeric, mostFrequent, type DataFrame, type DataType, type DistinctCounts, type ReduceOptions } from "@framepool/frame/internal";
import { joinedByName } from "./by-name.js";
import { distinctCounts, joinedCounts } from "./distinct-counts.js";
import type { Reduction } from "./reduction.js";

/** `mode(options)` of every column. */
export interface ModesStep {
  readonly op: "modes";
  /** what messages say was called */
  readonly call: "mode";
  readonly options: ReduceOptions;
}

/** The distinct values of a column of some rows, and how often each is there. */
interface Counted {
  readonly name: string;
  readonly type: DataType;
  /** null where `numericOnly` passes it over */
  readonly values: DistinctCounts | null;
}

/** Each value of a column once, in order of first appearance, with its count. A column without a cell in a part is what the others say. */
export const modes: Reduction<ModesStep, readonly Counted[], DataFrame> = {
  memory: "the distinct values of each column",
  columns: () => null,
  partial: (part, { options: { numericOnly = false } }) => columnsOf(part).map((column) => ({ name: column.name, type: column.type, values: numericOnly && !mayBeNumeric(column) ? null : distinctCounts(column, "mode") })),
  join: (parts) => joinedByName("mode", parts, joined),
  finish(columns, { options: { numericOnly = false } }) {
    const found = columns.filter((column) => !numericOnly || isNumeric(column)).map(({ values }) => mostFrequent(values!));
    const { [COLUMNS]: padded, numRows } = filledUp(found);
    return frameOf(padded, numRows);
  },
};

function joined(name: string, parts: readonly Counted[], type: DataType): Counted {
  const known = parts.map(({ values }) => values).filter((values) => values !== null);
  return { name, type, values: known.length < parts.length ? null : joinedCounts(known, "mode") };
}
