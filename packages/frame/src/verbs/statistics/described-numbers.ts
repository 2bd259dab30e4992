import { oneGroup } from "../../aggregates/aggregate.js";
import { aggregateColumn, roundedCell } from "../../aggregates/aggregate-column.js";
import type { GroupedValues } from "../../aggregates/grouped-values.js";
import { exactSums, mergeSums, type ExactSums } from "../../aggregates/exact-sums.js";
import { mean } from "../../aggregates/mean.js";
import { max, min } from "../../aggregates/min-max.js";
import { addWholePowers } from "../../aggregates/add-powers.js";
import { addFirstPowers, addRepeated, countsOf, mergePowers, powerSums, type PowerSums } from "../../aggregates/power-sums.js";
import { quantilesOfCells } from "../../aggregates/quantile.js";
import { sortedValues, type SortedValues } from "../../aggregates/sorted-values.js";
import { addWholeNumbers } from "../../aggregates/sum.js";
import { deviation } from "../../aggregates/variance.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import { columnNumbers } from "../numbers/numbers.js";

/** All that `describe` says of numbers, of a part of the rows: exact, so that parts that are put together say the same as the whole. */
export interface DescribedNumbers {
  readonly counts: Float64Array;
  readonly sums: ExactSums;
  readonly powers: PowerSums;
  /** the first of the least cells, and of the greatest; null where none is there */
  readonly least: Cell;
  readonly greatest: Cell;
  /** for quantiles: the cells as they are, or in order */
  readonly parts: readonly GroupedValues[];
  readonly sorted: readonly SortedValues[];
}

const whole = Int32Array.of(0);

/** Where many cells are equal, each value is looked at once for all of them. */
export function describedNumbers(column: Column): DescribedNumbers {
  const { values, wide, validity } = columnNumbers(column);
  const cells: GroupedValues = { values, validity: validity?.slice() ?? null, codes: null };
  const { sorted, extent } = sortedValues(cells);
  const made = { counts: new Float64Array(1), sums: exactSums(1), powers: powerSums(1, 2), parts: sorted === null ? [cells] : [], sorted: sorted === null ? [] : [sorted] };
  if (wide !== null || sorted === null || !addRepeated(made.powers, sorted)) {
    addWholeNumbers(made.sums, "describe", column, made.counts);
    addWholePowers(made.powers, column);
  } else {
    made.counts.set(countsOf(made.powers));
    addFirstPowers(made.sums, made.powers);
  }
  if (wide !== null) return { ...made, least: roundedCell(aggregateColumn(min, column, oneGroup(column), 1)), greatest: roundedCell(aggregateColumn(max, column, oneGroup(column), 1)) };
  return { ...made, least: extent.count > 0 ? extent.low : null, greatest: extent.count > 0 ? extent.high : null };
}

/** What parts say together, in the order of their rows. */
export function joinDescribed(parts: readonly DescribedNumbers[]): DescribedNumbers {
  const made = { counts: new Float64Array(1), sums: exactSums(1), powers: powerSums(1, 2), parts: parts.flatMap((part) => part.parts), sorted: parts.flatMap(({ sorted }) => sorted) };
  for (const { counts, sums, powers } of parts) {
    made.counts[0]! += counts[0]!;
    mergeSums(made.sums, sums, whole);
    mergePowers(made.powers, powers, whole);
  }
  const cells = (of: "least" | "greatest"): (number | bigint)[] => parts.map((part) => part[of] as number | bigint | null).filter((cell) => cell !== null);
  return {
    ...made,
    least: cells("least").reduce<number | bigint | null>((least, cell) => (least === null || cell < least ? cell : least), null),
    greatest: cells("greatest").reduce<number | bigint | null>((greatest, cell) => (greatest === null || cell > greatest ? cell : greatest), null),
  };
}

/** What is said of a column of that type, by name; quantiles by their number. */
export function factsOfDescribed({ counts, sums, powers, least, greatest, parts, sorted }: DescribedNumbers, type: DataType, quantiles: readonly number[]): Map<string, Cell> {
  const found = quantilesOfCells({ type, groups: 1, parts: [...parts], sorted: [...sorted], tallied: [] }, "", quantiles);
  return new Map<string, Cell>([
    ["count", counts[0]!],
    ["mean", asNumber(mean.finish({ type, sums, counts }, "").get(0))],
    ["std", asNumber(deviation().finish({ type, powers }, "").get(0))],
    ["min", asNumber(least)],
    ...quantiles.map((q, i): [string, Cell] => [String(q), found.get(i)]),
    ["max", asNumber(greatest)],
  ]);
}

function asNumber(cell: Cell): Cell {
  return typeof cell === "bigint" ? Number(cell) : cell;
}
