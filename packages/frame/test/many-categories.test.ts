import { DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

type Text = Series<string | null>;

const VERBS: Readonly<Record<string, (s: Text) => unknown>> = {
  nunique: (s) => s.nunique(), unique: (s) => s.unique().toList(), mode: (s) => s.mode().toList(), sortValues: (s) => s.sortValues({ ascending: false }).toList(), rank: (s) => s.rank().toList(),
  duplicated: (s) => s.duplicated({ keep: "last" }).toList(), factorize: (s) => s.factorize()[0].toList(), min: (s) => s.min(), isin: (s) => s.isin(["k1", "k70"]).toList(), cummax: (s) => s.cummax().toList(),
  groups: (s) => new DataFrame({ s, x: Array.from({ length: s.length }, (_, i) => i) }).groupby("s", { observed: true }).agg({ x: ["sum", "first"] }).toColumns(),
};

describe("few rows of a column with many categories", () => {
  const cells = Array.from({ length: 400 }, (_, i) => (i % 11 === 0 ? null : `k${String((i * 7919) % 300)}`));
  const [categories, texts] = [new Series(cells, { dtype: "category" }), new Series(cells, { dtype: "string" })];

  it.each(Object.entries(VERBS))("%s is that of their texts", (_, verb) => {
    for (const [begin, end] of [[0, 0], [0, 1], [5, 20], [22, 23], [399, 400], [0, 400]] as const) expect(verb(categories.slice(begin, end))).toEqual(verb(texts.slice(begin, end)));
  });

  it("are joined as texts are", () => {
    const [some, all] = [(s: Text) => new DataFrame({ s: s.slice(3, 12), x: [0, 1, 2, 3, 4, 5, 6, 7, 8] }), (s: Text) => new DataFrame({ s, y: Array.from({ length: s.length }, (_, i) => i) })];
    for (const how of ["inner", "left", "right", "outer", "semi", "anti"] as const) {
      expect(some(categories).merge(all(categories), { on: "s", how }).toRows()).toEqual(some(texts).merge(all(texts), { on: "s", how }).toRows());
      expect(all(categories).merge(some(categories), { on: "s", how }).toRows()).toEqual(all(texts).merge(some(texts), { on: "s", how }).toRows());
    }
  });

  it("stay in the order of their categories, where these have one", () => {
    const labels = Array.from({ length: 200 }, (_, i) => `bin ${String(200 - i)}`);
    const bins = new Series([150.5, 3.5, 99.5, 100.5]).cut(Array.from({ length: 201 }, (_, i) => i), { labels });
    expect(bins.sortValues().toList()).toEqual(["bin 197", "bin 101", "bin 100", "bin 50"]);
  });

  it("are looked at in a time that does not grow with the categories", () => {
    // Each slice had the texts of all categories hashed: a hundred times as many took a hundred times as long.
    const timeOf = (categories: number): number => {
      const series = new Series(Array.from({ length: categories }, (_, i) => `k${String(i)}`), { dtype: "category" });
      const slices = Array.from({ length: 100 }, (_, i) => series.slice(i * 10, i * 10 + 10));
      return Math.min(...Array.from({ length: 3 }, () => {
        const start = performance.now();
        for (const slice of slices) slice.nunique();
        return performance.now() - start;
      }));
    };
    timeOf(2000);
    expect(timeOf(200_000) / timeOf(2000)).toBeLessThan(25);
  });
});
