import { changesKind, Column, columnsOf, frameOf, NULL, nullVector, seriesOf, type Cell, type DataFrame, type ReplacePair } from "@framepool/frame/internal";

/**
 * What `replace` made of a part. A column of which the part has no cell is of no type where cells of another kind may have
 * come into it: what it is, the parts that have cells tell.
 */
export function undecidedColumns(made: DataFrame, [from, to]: readonly unknown[]): DataFrame {
  const columns = columnsOf(made);
  const undecided = columns.map((column) => (seriesOf(column).count() === 0 && pairsFor(column.name, from, to).some((pair) => changesKind(column.type, pair)) ? Column.of(column.name, nullVector(NULL, column.length)) : column));
  return undecided.every((column, k) => column === columns[k]) ? made : frameOf(undecided, made.numRows);
}

/** A RegExp changes text and leaves it that; objects may be by column name. */
function pairsFor(name: string, from: unknown, to: unknown): readonly ReplacePair[] {
  if (from instanceof RegExp) return [];
  if (from instanceof Map) return [...(from as ReadonlyMap<Cell, Cell>)].map(([key, value]) => ({ key, value, printed: false }));
  if (!isTable(from)) {
    const keys = (Array.isArray(from) ? from : [from]) as Cell[];
    return keys.map((key, i) => ({ key, value: (Array.isArray(to) ? to[i] : to) as Cell, printed: false }));
  }
  const entries = Object.entries(from as Readonly<Record<string, unknown>>);
  if (!entries.every(([, value]) => isTable(value))) return entries.map(([key, value]) => ({ key, value: value as Cell, printed: true }));
  return entries.flatMap(([column, table]) => (column === name ? pairsFor(name, table, undefined) : []));
}

function isTable(value: unknown): boolean {
  return value instanceof Map || (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}
