import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataFrame } from "@framepool/frame";

const ROWS = 40_000;

/** Texts that many rows were joined with lie where the few rows of the other side have them. */
describe("keys that lie in few places", () => {
  const small = fc.array(fc.oneof(fc.string({ minLength: 2, maxLength: 12 }), fc.constantFrom("", "S", "Southampton", "é😀"), fc.constant(null)), { minLength: 2, maxLength: 9 });

  it("are those of the same texts one behind the other", () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 40_009 }), fc.nat(200), (texts, step, begin) => {
        // What is picked is left in place only where it is long enough.
        const all = [...texts, "a text of some twenty bytes"];
        const left = new DataFrame({ key: Array.from({ length: ROWS }, (_, row) => (row * step) % all.length), n: Array.from({ length: ROWS }, (_, row) => row % 7) });
        const right = new DataFrame({ key: all.map((_, k) => k), text: all });
        const joined = (): DataFrame => left.merge(right, { on: "key", how: "left" }).slice(begin);
        // A cell that is read behind the first 64 puts the texts one behind the other.
        const plain = new DataFrame({ text: [...joined().col("text")], n: [...joined().col("n")] });
        for (const options of [{}, { dropna: false }, { sort: false }]) {
          expect(joined().groupby("text", options).agg({ n: "sum" }).toRows()).toEqual(plain.groupby("text", options).agg({ n: "sum" }).toRows());
          expect(joined().groupby(["n", "text"], options).size().toRows()).toEqual(plain.groupby(["n", "text"], options).size().toRows());
        }
        expect([...joined().col("text").unique()]).toEqual([...plain.col("text").unique()]);
        expect(joined().dropDuplicates().toRows()).toEqual(plain.assign({ key: joined().col("key") }).select(["key", "n", "text"]).dropDuplicates().toRows());
      }),
      { numRuns: 25 },
    );
  });
});
