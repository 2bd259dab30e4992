import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KBinsDiscretizer, DataFrame, Series } from "@framepool/frame";
import { runs } from "../../../scripts/runs.mjs";

/** Floats of all sizes, some of them often, so that edges are hit. */
const anyFloat = fc.oneof(fc.constantFrom(0, -0, 1, -1, 0.5, 2, 1e308, -1e308, 5e-324, Infinity, -Infinity), fc.double({ noNaN: true }), fc.integer({ min: -4, max: 4 }));
/** More rows than there are cells in the range of the edges, of a few values over and over, so that failures shrink. */
const anyRows = fc.array(fc.oneof({ weight: 9, arbitrary: anyFloat }, { weight: 1, arbitrary: fc.constantFrom(null, NaN) }), { minLength: 1, maxLength: 40 }).map((values) => Array.from({ length: 1200 }, (_, i) => values[i % values.length]!));
const anyEdges = fc.uniqueArray(anyFloat, { minLength: 2, maxLength: 12, comparator: (a, b) => a === b }).map((edges) => edges.sort((a, b) => a - b));

describe("bins of many rows", () => {
  it("are those that looking at each edge gives", () => {
    fc.assert(
      fc.property(anyRows, anyEdges, fc.boolean(), fc.boolean(), (values, edges, right, includeLowest) => {
        const binOf = (value: number | null): number | null => {
          if (value === null || Number.isNaN(value)) return null;
          const below = edges.filter((edge) => (right ? edge < value : edge <= value)).length;
          const bin = includeLowest && value === edges[0] ? 0 : below - 1;
          return bin < 0 || bin > edges.length - 2 ? null : bin;
        };
        expect(new Series(values, { dtype: "float64" }).cut(edges, { labels: false, right, includeLowest }).toList()).toEqual(values.map(binOf));
      }),
      { numRuns: runs(150) },
    );
  });

  it("of equal size have the quantiles of all rows at their edges", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 30, maxLength: 60 }), fc.integer({ min: 2, max: 6 }), (few, q) => {
        const fare = new Series(Array.from({ length: 1500 }, (_, i) => few[i % few.length]! + (i % 7)), { dtype: "float64" });
        const edges = fare.quantile(Array.from({ length: q + 1 }, (_, k) => k / q)).toList() as number[];
        fc.pre(new Set(edges).size === edges.length);
        expect(fare.qcut(q, { labels: false }).toList()).toEqual(fare.cut(edges, { labels: false, includeLowest: true }).toList());
        const kbins = new KBinsDiscretizer({ nBins: q, encode: "ordinal", strategy: "quantile", quantileMethod: "linear" });
        const inner = edges.slice(1, -1);
        expect(kbins.fitTransform(new DataFrame({ fare })).col("fare").toList()).toEqual(fare.toList().map((value) => inner.filter((edge) => edge <= value).length));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe("bins of many rows, some infinite", () => {
  it("are those of few rows, where quantiles between infinities are none", () => {
    const values = Array.from({ length: 1024 }, (_, i) => (i % 10 < 3 ? Infinity : i));
    for (const q of [4, [0, 0.25, 0.5, 0.75, 0.95, 1]]) {
      const bins = new Series(values).qcut(q, { labels: false }).toList();
      expect(new Set(bins.slice(3, 10))).toEqual(new Set([0]));
      expect(bins.filter((bin) => bin === 0).length).toBeGreaterThan(200);
    }
  });
});
