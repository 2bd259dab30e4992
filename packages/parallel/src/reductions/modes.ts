import { aggregateNamed, COLUMNS, columnsOf, filledUp, frameOf, groupby, INT64, isNumeric, joinGroups, mayBeNumeric, mostFrequent, partialGroups, type Column, type DataFrame, type DataType, type PartialGroups, type ReduceOptions } from "@framepool/frame/internal";
import { joinedByName } from "./by-name.js";
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
  readonly groups: PartialGroups | null;
}

// Made where it is used: asking for an aggregate while modules load would read code that most programs never need.
const sizes = () => [{ name: "count", type: INT64, aggregate: aggregateNamed("size") }];

/** Each value of a column once, in order of first appearance, with its count. A column without a cell in a part is what the others say. */
export const modes: Reduction<ModesStep, readonly Counted[], DataFrame> = {
  memory: "the distinct values of each column",
  columns: () => null,
  partial: (part, { options: { numericOnly = false } }) => columnsOf(part).map((column) => ({ name: column.name, type: column.type, groups: numericOnly && !mayBeNumeric(column) ? null : counted(column) })),
  join: (parts) => joinedByName("mode", parts, joined),
  finish(columns, { options: { numericOnly = false } }) {
    const found = columns.filter((column) => !numericOnly || isNumeric(column)).map(({ groups }) => mostFrequent(groups!.keys[0]!, groups!.states[0] as Float64Array));
    const { [COLUMNS]: padded, numRows } = filledUp(found);
    return frameOf(padded, numRows);
  },
};

function counted(column: Column): PartialGroups {
  const grouping = groupby(frameOf([column], column.length), column.name, { sort: false, observed: true });
  return partialGroups(grouping, [{ name: "count", column: grouping.keys[0]!, aggregate: aggregateNamed("size") }]);
}

function joined(name: string, parts: readonly Counted[], type: DataType): Counted {
  const known = parts.map(({ groups }) => groups).filter((groups) => groups !== null);
  return { name, type, groups: known.length < parts.length ? null : joinGroups(known, sizes()) };
}
