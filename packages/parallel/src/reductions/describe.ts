import {
  aggregateNamed, COLUMNS, columnsOf, describeColumns, describedNumbers, factsOfDescribed, factsOfValues, frameOf, groupby, INT64, isDescribedAsNumbers, joinDescribed, joinGroups, partialGroups,
  type Cell, type Column, type DataFrame, type DataType, type DescribedNumbers, type DescribeOptions, type PartialGroups,
} from "@framepool/frame/internal";
import { joinedByName } from "./by-name.js";
import type { Reduction } from "./reduction.js";

/** `describe(options)`. */
export interface DescribeStep {
  readonly op: "describe";
  readonly options: DescribeOptions;
}

/** What there is to say of a column of some rows, as numbers or as values and how often each is there; nothing where it is not looked at, or all of its cells are missing. */
interface Part {
  readonly name: string;
  readonly type: DataType;
  readonly numbers: DescribedNumbers | null;
  readonly values: PartialGroups | null;
}

// Made where they are used: asking for an aggregate while modules load would read code that most programs never need.
const sizes = () => aggregateNamed("size");

export const describe: Reduction<DescribeStep, readonly Part[], DataFrame> = {
  columns: () => null,
  partial(part, { options }) {
    const columns = columnsOf(part);
    const isOfNumbers = columns.some((column) => column.type.kind !== "null" && isDescribedAsNumbers(column));
    return columns.map((column) => {
      const { name, type } = column;
      if (type.kind === "null" || (!isDescribedAsNumbers(column) && isOfNumbers && options.include !== "all")) return { name, type, numbers: null, values: null };
      return isDescribedAsNumbers(column) ? { name, type, numbers: describedNumbers(column), values: null } : { name, type, numbers: null, values: valuesOf(column) };
    });
  },
  join: (parts) => joinedByName("describe", parts, joined),
  finish(parts, { options }) {
    const table = describeColumns(parts.map((part) => ({ name: part.name, type: part.type, facts: (quantiles) => factsOf(part, quantiles) })), options);
    return frameOf(table[COLUMNS], table.numRows);
  },
};

function valuesOf(column: Column): PartialGroups {
  const grouping = groupby(frameOf([column], column.length), column.name, { sort: false, observed: true });
  return partialGroups(grouping, [{ name: column.name, column, aggregate: sizes() }]);
}

function joined(name: string, parts: readonly Part[], type: DataType): Part {
  const numbers = parts.map((part) => part.numbers).filter((each) => each !== null);
  const values = parts.map((part) => part.values).filter((each) => each !== null);
  return { name, type, numbers: numbers.length === 0 ? null : joinDescribed(numbers), values: values.length === 0 ? null : joinGroups(values, [{ name, type: INT64, aggregate: sizes() }]) };
}

function factsOf({ type, numbers, values }: Part, quantiles: readonly number[]): Map<string, Cell> {
  if (numbers !== null) return factsOfDescribed(numbers, type, quantiles);
  if (values === null) return new Map<string, Cell>([["count", isDescribedAsNumbers({ type }) ? 0 : "0"]]);
  const counts = values.states[0] as Float64Array;
  return factsOfValues(values.keys[0]!, counts, counts.reduce((sum, count) => sum + count, 0));
}
