import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, type PipelineOptions } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { philox } from "../src/random/philox.js";
import { Streams } from "../src/random/Streams.js";
import { anyWorkers } from "./support/pools.js";
import { runs } from "../../../scripts/runs.mjs";

const words = (key: [number, number], counter: [number, number, number, number]) => {
  const out = new Uint32Array(4);
  philox(key, ...counter, out);
  return [...out].map((word) => word.toString(16).padStart(8, "0")).join(" ");
};

const drawn = task({}, (row: { n: number }, _captures, { random }) => ({ n: row.n, a: random(), b: random(), c: random() }));
const frame = (rows: number) => new DataFrame({ n: Array.from({ length: rows }, (_, i) => i) });
const draws = async (rows: number, options: PipelineOptions) => (await parallel(frame(rows), options).apply(drawn).collect()).toRows() as { n: number; a: number; b: number; c: number }[];

describe("Philox4x32-10", () => {
  it("gives the known answers of Random123", () => {
    expect(words([0, 0], [0, 0, 0, 0])).toBe("6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    expect(words([0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff])).toBe("408f276d 41c83b0e a20bc7c6 6d5451fd");
    expect(words([0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344])).toBe("d16cfe09 94fdcceb 5001e420 24126ea1");
  });
});

describe("the streams of rows", () => {
  const first = (rows: number, seed: readonly [number, number], each: number) => {
    const streams = new Streams(seed);
    return Array.from({ length: rows }, (_, row) => {
      streams.at("row", row, 0);
      return Array.from({ length: each }, () => streams.next());
    });
  };

  it("are even: each of a hundred classes gets its share, along a row and from row to row", () => {
    for (const numbers of [first(100_000, [7, 0], 1).flat(), first(100, [7, 0], 1000).flat()]) {
      const counts = new Array<number>(100).fill(0);
      for (const number of numbers) counts[Math.floor(number * 100)]!++;
      const chi2 = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      // 99 degrees of freedom: below 60 or above 150 once in some thousands.
      expect(chi2).toBeGreaterThan(60);
      expect(chi2).toBeLessThan(150);
    }
  });

  it("do not depend on each other: neighbours in a row, in rows and in seeds are not correlated", () => {
    const correlation = (a: readonly number[], b: readonly number[]) => 12 * (a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i]! - 0.5), 0) / a.length);
    const rows = first(50_000, [1, 0], 2);
    const [a, b] = [rows.map(([x]) => x!), rows.map(([, x]) => x!)];
    const others = first(50_000, [2, 0], 1).flat();
    for (const [x, y] of [[a, b], [a.slice(1), a.slice(0, -1)], [a, others], [a.slice(64), a.slice(0, -64)]] as const) expect(Math.abs(correlation(x, y))).toBeLessThan(0.02);
  });

  it("are those of a row beyond 2^32, of a partition and of another step apart", () => {
    const streams = new Streams([5, 9]);
    const at = (...place: Parameters<Streams["at"]>) => { streams.at(...place); return streams.next(); };
    const all = [at("row", 1, 0), at("row", 2 ** 32 + 1, 0), at("row", 2 ** 33 + 1, 0), at("partition", 1, 0), at("row", 1, 1), at("row", 1, 0, 1)];
    expect(new Set(all).size).toBe(all.length);
    expect(at("row", 1, 0)).toBe(all[0]);
  });
});

describe("ctx.random with a seed", () => {
  it("is the same for every row, whatever workers, partitions and backend", async () => {
    const expected = await draws(60, { backend: "inline", partitions: 1, seed: 42 });
    expect(new Set(expected.flatMap(({ a, b, c }) => [a, b, c])).size).toBe(180);
    await fc.assert(
      fc.asyncProperty(anyWorkers({ inline: 4, pool: 5, start: 1 }), fc.integer({ min: 1, max: 9 }), async (workers, partitions) => {
        expect(await draws(60, { ...workers, partitions, seed: 42 })).toEqual(expected);
      }),
      { numRuns: runs(12) },
    );
    expect(await draws(60, { seed: 43 })).not.toEqual(expected);
  });

  it("does not change for the rows behind one that failed, and is kept by steps that keep the rows", async () => {
    const expected = await draws(20, { seed: 1 });
    const picky = task({}, (row: { n: number }, _captures, { random }) => { if (row.n % 3 === 0) throw new Error("no"); return { n: row.n, a: random(), b: random(), c: random() }; });
    const skipped = await parallel(frame(20), { workers: 2, partitions: 3, seed: 1, onError: "skip" }).apply(picky).collect();
    expect(skipped.toRows()).toEqual(expected.filter(({ n }) => n % 3 !== 0));
    const kept = await parallel(frame(20), { workers: 2, partitions: 3, seed: 1 }).mapPartitions((part) => part.assign({ more: 1 })).head(15).apply(drawn).collect();
    expect(kept.numRows).toBe(15);
    expect(kept.toRows()).toEqual((await parallel(frame(20), { backend: "inline", partitions: 1, seed: 1 }).mapPartitions((part) => part.assign({ more: 1 })).head(15).apply(drawn).collect()).toRows());
  });

  it("gives two steps different numbers, and a partition its own", async () => {
    const again = task({}, (row: { n: number; a: number }, _captures, { random }) => ({ first: row.a, second: random() }));
    const rows = (await parallel(frame(10), { seed: 3 }).apply(drawn).apply(again).collect()).toRows() as { first: number; second: number }[];
    for (const { first, second } of rows) expect(first).not.toBe(second);
    const byPart = task({}, (part: DataFrame, _captures, { random }) => part.assign({ r: part.col("n").map(() => random()) }));
    const parts = (options: PipelineOptions) => parallel(frame(10), { partitions: 2, seed: 3, ...options }).mapPartitions(byPart).collect();
    const made = [...(await parts({ workers: 2 })).col("r")];
    expect(new Set(made).size).toBe(10);
    expect([...(await parts({ backend: "inline" })).col("r")]).toEqual(made);
  });

  it("is another in every run without one, and must be a whole number", async () => {
    expect(await draws(5, {})).not.toEqual(await draws(5, {}));
    for (const seed of [-1, 1.5, NaN]) expect(() => parallel(frame(1), { seed })).toThrow(ArgumentError);
  });
});
