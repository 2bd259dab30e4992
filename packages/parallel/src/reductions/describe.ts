import {
  aggregateNamed, asNumber, COLUMNS, columnsOf, describeColumns, DESCRIBING, factsOfValues, finishGroups, frameOf, groupby, INT64, isDescribedAsNumbers, joinGroups, onlyCell, partialGroups,
  percentNames, quantile, quantilesOfCells, wholeGroup, type Cell, type Column, type DataFrame, type DataType, type DescribeOptions, type MergedAggregation, type PartialGroups, type QuantileCells,
} from "@framepool/frame/internal";
import { joinedByName } from "./by-name.js";
import type { Reduction } from "./reduction.js";

/** `describe(options)`. */
export interface DescribeStep {
  readonly op: "describe";
  readonly options: DescribeOptions;
}

/** What there is to say of a column of some rows: states of its numbers, or its values and how often each is there. */
interface Part {
  readonly name: string;
  readonly type: DataType;
  /** null: it is not looked at, or all of its cells are missing */
  readonly groups: PartialGroups | null;
}

// Made where they are used: asking for an aggregate while modules load would read code that most programs never need.
/** The cells of a quantile serve every quantile. */
const ofNumbers = () => [...DESCRIBING.map((name) => aggregateNamed(name)), quantile(0.5)];
const ofText = () => [aggregateNamed("size")];

export const describe: Reduction<DescribeStep, readonly Part[], DataFrame> = {
  columns: () => null,
  partial(part, { options }) {
    const columns = columnsOf(part);
    const isOfNumbers = columns.some((column) => column.type.kind !== "null" && isDescribedAsNumbers(column));
    return columns.map((column) => {
      const { name, type } = column;
      if (type.kind === "null" || (!isDescribedAsNumbers(column) && isOfNumbers && options.include !== "all")) return { name, type, groups: null };
      return { name, type, groups: isDescribedAsNumbers(column) ? numbersOf(column) : valuesOf(column) };
    });
  },
  join: (parts) => joinedByName("describe", parts, joined),
  finish(parts, { options }) {
    const table = describeColumns(parts.map((part) => ({ name: part.name, type: part.type, facts: (quantiles) => factsOf(part, quantiles) })), options);
    return frameOf(table[COLUMNS], table.numRows);
  },
};

function numbersOf(column: Column): PartialGroups {
  return partialGroups(wholeGroup(frameOf([column], column.length)), ofNumbers().map((aggregate) => ({ name: column.name, column, aggregate })));
}

function valuesOf(column: Column): PartialGroups {
  const grouping = groupby(frameOf([column], column.length), column.name, { sort: false, observed: true });
  return partialGroups(grouping, ofText().map((aggregate) => ({ name: column.name, column, aggregate })));
}

function joined(name: string, parts: readonly Part[], type: DataType): Part {
  const known = parts.map(({ groups }) => groups).filter((groups) => groups !== null);
  return { name, type, groups: known.length === 0 ? null : joinGroups(known, wantedOf(name, type)) };
}

function wantedOf(name: string, type: DataType): MergedAggregation[] {
  return isDescribedAsNumbers({ type }) ? ofNumbers().map((aggregate) => ({ name, type, aggregate })) : ofText().map((aggregate) => ({ name, type: INT64, aggregate }));
}

function factsOf({ name, type, groups }: Part, quantiles: readonly number[]): Map<string, Cell> {
  if (groups === null) return new Map<string, Cell>([["count", isDescribedAsNumbers({ type }) ? 0 : "0"]]);
  if (!isDescribedAsNumbers({ type })) {
    const counts = groups.states[0] as Float64Array;
    return factsOfValues(groups.keys[0]!, counts, counts.reduce((sum, count) => sum + count, 0));
  }
  const facts = new Map<string, Cell>();
  const found = quantilesOfCells(groups.states.at(-1) as QuantileCells, name, quantiles);
  for (const [i, percent] of percentNames(quantiles).entries()) facts.set(percent, found.get(i));
  const made = finishGroups({ keys: [], states: groups.states.slice(0, -1) }, DESCRIBING.map((each) => ({ name: each, type, aggregate: aggregateNamed(each) })), {});
  for (const column of made[COLUMNS]) facts.set(column.name, asNumber(onlyCell(column)));
  return facts;
}
