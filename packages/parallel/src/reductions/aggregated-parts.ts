import { SchemaMismatchError } from "@framepool/errors";
import {
  aggregateNamed, Column, describedColumns, finishGroups, INT64, isDescribedAsNumbers, isNumeric, joinGroups, mayBeNumeric, NULL, nullVector, partialGroups, typeName, unifyTypes,
  type Aggregate, type DataFrame, type DataType, type GroupbyOptions, type Grouping, type MergedAggregation, type NumberedGroups, type Table,
} from "@framepool/frame/internal";
import type { Functions } from "../plan/functions.js";
import { aggregatesOf, wantedOf, type Aggregated, type SpecsPlan, type Wanted } from "./aggregates.js";
import { checkStates } from "./check-states.js";

/** The groups of some rows, and what is aggregated of them. */
export interface AggregatedPart {
  readonly keys: readonly Column[];
  /** how many rows each group has */
  readonly sizes: Float64Array;
  readonly wanted: readonly Aggregated[];
}

/** The aggregates of a part, by its groups. */
export function aggregatedPart(part: DataFrame, grouping: Grouping, keys: readonly string[], plan: SpecsPlan, functions: Functions): AggregatedPart {
  const { wanted, columns } = wantedOf(part, keys, plan);
  const aggregates = aggregatesOf(plan, functions);
  const asked = wanted.map(({ name, place }, i) => ({ name, column: columns[i]!, aggregate: aggregates[place]! }));
  const made = partialGroups(grouping, asked.filter(({ column }) => !isPassedOver(column, plan))).states.values();
  const aggregated = wanted.map((one): Aggregated => ({ ...one, state: isPassedOver(one, plan) ? null : made.next().value }));
  checkStates(aggregated, plan);
  return { keys: grouping.keys, sizes: sizesOf(grouping), wanted: aggregated };
}

/**
 * The aggregates of neighbouring parts. A column without a cell in a part is of no type there, or is not there: what it is,
 * and whether it is passed over, only the other parts can say. Throws SchemaMismatchError for types that have
 * nothing in common. `numbered`: their groups, where these are known.
 */
export function joinedParts(parts: readonly AggregatedPart[], plan: SpecsPlan, functions: Functions, numbered?: NumberedGroups): AggregatedPart {
  const wanted = unifiedWanted(parts.map((part) => part.wanted));
  const kept = wanted.filter((one) => !isPassedOver(one, plan));
  const aggregates = aggregatesOf(plan, functions);
  const { keys, states } = joinGroups(
    parts.map((part) => ({ keys: part.keys, states: [part.sizes, ...kept.map((one) => stateIn(part, one, aggregates[one.place]!))] })),
    // The state of sizes is how many rows each group has.
    [{ name: "size", type: INT64, aggregate: aggregateNamed("size") }, ...kept.map((one) => mergedAggregation(one, aggregates))],
    numbered,
  );
  const [sizes, ...made] = states as [Float64Array, ...unknown[]];
  const next = made.values();
  return { keys, sizes, wanted: wanted.map((one) => ({ ...one, state: isPassedOver(one, plan) ? null : next.next().value })) };
}

/** The table that `agg` makes of the rows of all parts. */
export function finishedParts(part: AggregatedPart, plan: SpecsPlan, functions: Functions, options: GroupbyOptions): Table {
  const { keys } = part;
  const kept = finishedWanted(part, plan);
  const aggregates = aggregatesOf(plan, functions);
  return finishGroups({ keys, states: kept.map(({ state }) => state) }, kept.map((one) => mergedAggregation(one, aggregates)), options);
}

/** What is aggregated of all that may be, now that types are known. Throws FrameError where nothing can be described. */
export function finishedWanted({ wanted }: AggregatedPart, { each }: SpecsPlan): readonly Aggregated[] {
  if (each?.only === "numeric") return wanted.filter(isNumeric);
  return each?.only === "described" ? describedColumns(wanted) : wanted;
}

/** Whether a column is passed over, whatever the other parts know of it. */
function isPassedOver(column: { readonly type: DataType }, { each }: SpecsPlan): boolean {
  if (each?.only === "numeric") return !mayBeNumeric(column);
  return each?.only === "described" && !isDescribedAsNumbers(column);
}

function mergedAggregation({ name, type, place }: Wanted, aggregates: readonly Aggregate[]): MergedAggregation {
  return { name, type, aggregate: aggregates[place]! };
}

function sizesOf({ codes, count }: Grouping): Float64Array {
  const sizes = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) sizes[codes[i]!]!++;
  return sizes;
}

/** The state of what is wanted: where the part has no such column, of missing cells for all of its rows. */
function stateIn({ sizes, wanted }: AggregatedPart, one: Wanted, aggregate: Aggregate): unknown {
  const own = wanted.find((each) => isSame(each, one));
  if (own !== undefined) return own.state;
  const codes = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  let row = 0;
  for (const [group, size] of sizes.entries()) codes.fill(group, row, (row += size));
  const state = aggregate.init(sizes.length, NULL);
  aggregate.add(state, Column.of(one.name, nullVector(NULL, codes.length)), codes);
  return state;
}

/** What several parts want, in order of first appearance, with types that fit all. */
function unifiedWanted([first, ...others]: readonly (readonly Wanted[])[]): readonly Wanted[] {
  return others.reduce((before, own) => {
    const known = before.map((one) => {
      const same = own.find((each) => isSame(each, one));
      return same === undefined ? one : { ...one, type: commonType(one, same) };
    });
    return [...known, ...own.filter((one) => !before.some((each) => isSame(each, one)))];
  }, first!);
}

/** Whether two parts want the same: names of a result are unique, but for those that a call itself repeats. */
function isSame(a: Wanted, b: Wanted): boolean {
  return a.name === b.name && a.place === b.place;
}

function commonType({ column, type }: Wanted, { type: other }: Wanted): DataType {
  const common = unifyTypes(type, other);
  // A state of times counts in the unit of its part; one of missing cells alone counts nothing.
  if (common !== null && (type.kind === "null" || other.kind === "null" || unitOf(type) === unitOf(other))) return common;
  throw new SchemaMismatchError(`column "${column}" is ${typeName(type)} in some parts and ${typeName(other)} in others; make them one type before they are aggregated`, { column });
}

function unitOf(type: DataType): string | null {
  if (type.kind === "date") return type.unit;
  return type.kind === "timestamp" || type.kind === "duration" ? type.unit : null;
}
