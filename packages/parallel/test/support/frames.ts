import fc from "fast-check";
import { type Cell, DataFrame, Series } from "@framepool/frame";
import { columnOf, columnsOf, sameType, type Column } from "@framepool/frame/internal";

type Values = readonly Cell[];

const orNull = (cells: fc.Arbitrary<Cell>) => fc.oneof({ weight: 4, arbitrary: cells }, { weight: 1, arbitrary: fc.constant(null) });

/** One column of each kind that values can make, all of `rows` cells. */
function columns(rows: number): fc.Arbitrary<Record<string, Values>> {
  const of = (cells: fc.Arbitrary<Cell>): fc.Arbitrary<Values> => fc.array(orNull(cells), { minLength: rows, maxLength: rows });
  return fc.record({
    int: of(fc.integer({ min: -1000, max: 1000 })),
    wide: of(fc.maxSafeInteger()),
    float: of(fc.double()),
    text: of(fc.string({ unit: "grapheme", maxLength: 6 })),
    flag: of(fc.boolean()),
    when: of(fc.date({ noInvalidDate: true, min: new Date("1900-01-01"), max: new Date("2100-01-01") })),
    list: of(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 })),
    nothing: of(fc.constant(null)),
  });
}

/** Frames of 0 to 30 rows with a column of every kind, some of them slices of a longer frame. */
export const anyFrame: fc.Arbitrary<DataFrame> = fc
  .integer({ min: 0, max: 30 })
  .chain((rows) => fc.tuple(columns(rows), fc.nat({ max: rows }), fc.boolean()))
  .map(([values, from, sliced]) => {
    const frame = new DataFrame({ ...values, category: new Series(values["text"]!, { name: "category", dtype: "category" }) });
    return sliced ? frame.slice(from) : frame;
  });

/** What two columns differ in, or null: name, type, length, and every cell bit for bit. */
export function difference(a: Column, b: Column): string | null {
  if (a.name !== b.name || a.length !== b.length) return `${a.name} × ${a.length} is not ${b.name} × ${b.length}`;
  if (!sameType(a.type, b.type)) return `${a.name}: ${JSON.stringify(a.type)} is not ${JSON.stringify(b.type)}`;
  for (let i = 0; i < a.length; i++) {
    if (a.isNull(i) !== b.isNull(i) || !sameCell(a.get(i), b.get(i))) return `${a.name}[${i}]: ${String(a.get(i))} is not ${String(b.get(i))}`;
  }
  return null;
}

function sameCell(a: Cell, b: Cell): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameCell(item, b[i]));
  return Object.is(a, b);
}

/** The differences of two frames or Series; empty if they are the same, bit for bit. */
export function differences(a: DataFrame | Series, b: DataFrame | Series): string[] {
  const [left, right] = [a, b].map((value) => (value instanceof Series ? [columnOf(value)] : columnsOf(value)));
  if (a.constructor !== b.constructor || left!.length !== right!.length) return [`${a.constructor.name} of ${left!.length} columns is not ${b.constructor.name} of ${right!.length}`];
  return left!.map((column, k) => difference(column, right![k]!)).filter((text) => text !== null);
}
