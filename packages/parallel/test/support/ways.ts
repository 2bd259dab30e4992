import fc from "fast-check";
import { type Cell, DataFrame, Series } from "@framepool/frame";
import { concat } from "@framepool/frame";
import type { PipelineOptions } from "@framepool/parallel";
import { anyWorkers } from "./pools.js";

/** Ways of running: mostly in line, else on threads, of which few have to start for the run; and, seldom, as it comes, without a word of it. */
export const anyWay: fc.Arbitrary<PipelineOptions> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(anyWorkers({ inline: 12, pool: 3, start: 1 }), fc.integer({ min: 1, max: 9 })).map(([workers, partitions]): PipelineOptions => ({ ...workers, partitions })) },
  { weight: 1, arbitrary: fc.constant<PipelineOptions>({}) },
);

const column = (cells: fc.Arbitrary<Cell>, rows: number): fc.Arbitrary<Cell[]> => fc.array(fc.option(cells, { freq: 4 }), { minLength: rows, maxLength: rows });

/** Frames of 0 to 40 rows with few different keys, whose categories may lie in several dictionaries. */
export const anyGroups: fc.Arbitrary<DataFrame> = fc.integer({ min: 0, max: 40 }).chain((rows) =>
  fc
    .record({
      key: column(fc.constantFrom("a", "b", "", "é", "ab"), rows),
      label: column(fc.constantFrom("x", "y", "z"), rows),
      number: column(fc.constantFrom(3, 1, 2.5, -0, Number.NaN), rows),
      int: column(fc.integer({ min: -9, max: 9 }), rows),
      float: column(fc.double({ min: -1e9, max: 1e9 }), rows),
      text: column(fc.constantFrom("u", "v", "w", "😀"), rows),
      when: column(fc.date({ noInvalidDate: true, min: new Date("1990-01-01"), max: new Date("2030-01-01") }), rows),
    })
    .chain((cells) => fc.nat({ max: rows }).map((cut) => frameOf(cells, cut))),
);

type Cells = Readonly<Record<"key" | "label" | "number" | "int" | "float" | "text" | "when", Cell[]>>;

function frameOf(cells: Cells, cut: number): DataFrame {
  const part = (from: number, to?: number): DataFrame => {
    const own = Object.fromEntries(Object.entries(cells).map(([name, values]) => [name, values.slice(from, to)])) as unknown as Cells;
    return new DataFrame({
      key: new Series(own.key, { dtype: "string" }),
      label: new Series(own.label, { dtype: "category" }),
      number: new Series(own.number, { dtype: "float64" }),
      int: new Series(own.int, { dtype: "int32" }),
      float: new Series(own.float, { dtype: "float64" }),
      text: new Series(own.text, { dtype: "string" }),
      when: new Series(own.when, { dtype: "timestamp" }),
    }) as DataFrame;
  };
  return concat([part(0, cut), part(cut)]) as DataFrame;
}
