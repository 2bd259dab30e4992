import { inspect } from "node:util";
import { DataFrame, Series } from "@framepool/frame";
import { columnFromValues, seriesOf } from "@framepool/frame/internal";
import { describe, expect, it, vi } from "vitest";

const lines = (...text: string[]) => text.join("\n");

describe("a printed frame", () => {
  it("lines up wide characters, emoji and accents", () => {
    const df = new DataFrame({ name: ["ab", "日本", "e\u0301", "👨‍👩‍👧"], 数: [1, 2, 3, 4] });
    expect(df.toString()).toBe(lines("   name  数", "0    ab   1", "1  日本   2", "2     e\u0301   3", "3    👨‍👩‍👧   4"));
  });

  it("leaves out columns in the middle where the terminal is too narrow", () => {
    const df = new DataFrame({ a: [1], bbbbbbbb: [2], cccccccc: [3], dddddddd: [4], e: [5] });
    expect(df.toString({ width: 27 })).toBe(lines("   a  bbbbbbbb  ...  e", "0  1         2  ...  5", "", "[1 rows x 5 columns]"));
    expect(df.toString({ width: 5 })).toBe(lines("   a  ...  e", "0  1  ...  5", "", "[1 rows x 5 columns]"));
    expect(df.toString({ width: 100 })).not.toContain("...");
  });

  it("says null where a cell is missing, and True and False as pandas does", () => {
    expect(new DataFrame({ a: [null, true], b: [null, null], c: [NaN, null] }).toString()).toBe(lines("      a     b     c", "0  null  null   NaN", "1  True  null  null"));
  });

  it("keeps all digits of 64-bit integers and of times", () => {
    const df = new DataFrame({ id: [2n ** 63n - 1n, -1n] }).assign({ at: seriesOf(columnFromValues("at", [1_600_000_000_123_456_789n, -1n], { kind: "timestamp", unit: "ns", timezone: null })), d: new Series([90_061_500, -1], { dtype: "duration" }) });
expect(df.toString()).toBe(
      lines(
        "                    id                            at                    d",
        "0  9223372036854775807 2020-09-13 12:26:40.123456789    1 days 01:01:01.5",
        "1                   -1 1969-12-31 23:59:59.999999999 -1 days 23:59:59.999",
      ),
    );
  });

  it("shows lists, bytes and what is passed through", () => {
    expect(new DataFrame({ l: [[1, null], ["x"].slice(1)], b: [Uint8Array.of(1, 2), null] }).toString()).toBe(lines("           l          b", "0  [1, null]  <2 bytes>", "1         []       null"));
  });

  it("of no rows or no columns says what it is", () => {
    expect(new DataFrame({ a: [1], b: [2] }).head(0).toString()).toBe("Empty DataFrame\nColumns: [a, b]\n[0 rows x 2 columns]");
    expect(new DataFrame({ a: [1, 2] }).drop("a").toString()).toBe("Empty DataFrame\nColumns: []\n[2 rows x 0 columns]");
    expect(new Series([]).toString()).toBe("Series([], dtype: null)");
  });

  it("is what the console shows, and what print and info write there", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    try {
      const df = new DataFrame({ Name: ["x", null], Age: [1, 2] });
      expect(inspect(df)).toBe(df.toString());
      expect(inspect(df.col("Age"))).toBe("0    1\n1    2\nName: Age, dtype: int32");
      df.print();
      df.col("Age").print();
      df.info();
      expect(log.mock.calls).toEqual([
        [df.toString()],
        [df.col("Age").toString()],
        [lines("DataFrame: 2 rows, 2 columns", " #  Column  Non-Null Count  Dtype", " 0  Name    1 non-null      string", " 1  Age     2 non-null      int32")],
      ]);
    } finally {
      log.mockRestore();
    }
  });
});

describe("str.len", () => {
  it("counts code points of text, categories and windows", () => {
    const cells = ["", "é", null, "😀😀", "abc", "\ud800"];
    expect(new Series(cells).str.len().toList()).toEqual([0, 1, null, 2, 3, 1]);
    expect(new Series(cells, { dtype: "category" }).str.len().toList()).toEqual([0, 1, null, 2, 3, 1]);
    expect(new Series(cells).slice(1, 4).str.len().toList()).toEqual([1, null, 2]);
    expect(new Series([null, null]).str.len().toList()).toEqual([null, null]);
    // @ts-expect-error numbers are no text
    expect(() => new Series([1], { name: "Age" }).str.len()).toThrow('str.len needs text; column "Age" is int32');
  });
});

describe("a cell of very many characters", () => {
  it.each([["letters", "x".repeat(5_000_000)], ["wide ones", "中".repeat(2_000_000)], ["what is not seen", "\u200b".repeat(2_000_000)]])("is shortened without a look at all of it: %s", (_, text) => {
    const begin = performance.now();
    expect(new DataFrame({ a: [text, "y"] }).toString().length).toBeLessThan(12_000);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});
