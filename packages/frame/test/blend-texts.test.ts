import { Series, type Cell } from "@framepool/frame";
import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, inPieces } from "./support/random-columns.js";

describe("texts that are kept, or become one other", () => {
  it("are those of the rows that a flag says, in all pieces, of texts that lie anywhere", () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.constantFrom<Cell>("", "é", "a longer text", null), fc.boolean(), fc.gen(), (cuts, other, isPicked, g) => {
        const given = seriesOf<string | null>(inPieces("x", g(cellsOf, "string"), "string", cuts));
        const order = given.toList().map((_, row) => (row * 7) % Math.max(given.length, 1));
        // Rows that were taken stay where they lay, in several sources.
        const series = isPicked ? given.filter(new Series(order.map((row) => row % 3 !== 0), { dtype: "bool" })) : given;
        const cells = series.toList();
        const flags = cells.map((_, row) => g(() => fc.constantFrom(true, false, row % 2 === 0)));
        const mask = new Series(flags, { dtype: "bool" });
        const [kept, hidden] = [series.where(mask, other as string | null), series.mask(mask, other as string | null)];
        expect(kept.toList()).toEqual(cells.map((cell, row) => (flags[row] === true ? cell : other)));
        expect(hidden.toList()).toEqual(cells.map((cell, row) => (flags[row] === true ? other : cell)));
        expect(kept.isna().toList()).toEqual(kept.toList().map((cell) => cell === null));
        if (other !== null) expect(series.fillna(other as string).toList()).toEqual(cells.map((cell) => cell ?? other));
        // What was put together is read again as any column is: cut, picked, joined.
        expect(kept.slice(1).where(mask.slice(1), "z").toList()).toEqual(kept.toList().slice(1).map((cell, row) => (flags[row + 1] === true ? cell : "z")));
      }),
      { numRuns: 300 },
    );
  });

  it("keep the type, of no row and of few", () => {
    const series = new Series(["a", null, "b"]);
    expect(series.where(new Series([true, false, false]), "c").toList()).toEqual(["a", "c", "c"]);
    expect(series.fillna("c").dtype).toBe("string");
    expect(series.where(new Series([true, true, true]), null).toList()).toEqual(["a", null, "b"]);
    expect(new Series<string>([], { dtype: "string" }).fillna("x").toList()).toEqual([]);
  });
});
