import {
  COLUMNS, columnsOf, countPresent, describeColumns, describedNumbers, factsOfCount, factsOfDescribed, factsOfText, frameOf, isCompared, isDescribedAsNumbers, joinDescribed,
  type Cell, type DataFrame, type DataType, type DescribedNumbers, type DescribeOptions, type DistinctCounts,
} from "@framepool/frame/internal";
import { joinedByName } from "./by-name.js";
import { distinctCounts, joinedCounts } from "./distinct-counts.js";
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
  readonly values: DistinctCounts | null;
  /** how many there are, of values that are not compared */
  readonly count: number;
}

export const describe: Reduction<DescribeStep, readonly Part[], DataFrame> = {
  columns: () => null,
  partial(part, { options }) {
    const columns = columnsOf(part);
    const isOfNumbers = columns.some((column) => column.type.kind !== "null" && isDescribedAsNumbers(column));
    return columns.map((column) => {
      const { name, type } = column;
      if (type.kind === "null" || (!isDescribedAsNumbers(column) && isOfNumbers && options.include !== "all")) return { name, type, numbers: null, values: null, count: 0 };
      if (isDescribedAsNumbers(column)) return { name, type, numbers: describedNumbers(column), values: null, count: 0 };
      if (!isCompared(type)) return { name, type, numbers: null, values: null, count: countPresent(column) };
      return { name, type, numbers: null, values: distinctCounts(column, "describe"), count: 0 };
    });
  },
  join: (parts) => joinedByName("describe", parts, joined),
  finish(parts, { options }) {
    const table = describeColumns(parts.map((part) => ({ name: part.name, type: part.type, facts: (quantiles) => factsOf(part, quantiles) })), options);
    return frameOf(table[COLUMNS], table.numRows);
  },
};

function joined(name: string, parts: readonly Part[], type: DataType): Part {
  const numbers = parts.map((part) => part.numbers).filter((each) => each !== null);
  const values = parts.map((part) => part.values).filter((each) => each !== null);
  return { name, type, numbers: numbers.length === 0 ? null : joinDescribed(numbers), values: values.length === 0 ? null : joinedCounts(values, "describe"), count: parts.reduce((sum, { count }) => sum + count, 0) };
}

function factsOf({ type, numbers, values, count }: Part, quantiles: readonly number[]): Map<string, Cell> {
  if (numbers !== null) return factsOfDescribed(numbers, type, quantiles);
  if (values !== null) return factsOfText(values);
  return isDescribedAsNumbers({ type }) ? new Map([["count", 0]]) : factsOfCount(count);
}
