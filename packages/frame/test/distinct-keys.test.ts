import { spawnSync } from "node:child_process";
import { FrameError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { Column, columnOf, mergerWith, seriesOf, Storage, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { below, seeded } from "./support/random.js";
import { randomFrom } from "./support/numbers.js";
import { inPieces } from "./support/random-columns.js";

// The table of distinct keys against a Map: every way of numbering, grouping, joining and sorting by texts or 64-bit numbers goes through it.

/** Codes in order of first appearance, -1 for null. */
function codesByMap(cells: readonly unknown[]): number[] {
  const known = new Map<unknown, number>();
  return cells.map((cell) => {
    if (cell === null) return -1;
    if (!known.has(cell)) known.set(cell, known.size);
    return known.get(cell)!;
  });
}

const codesOf = (series: Series): number[] => series.factorize()[0].toList() as number[];

/** A column of text with 64-bit offsets that begins within its storage. */
function large(texts: readonly (string | null)[]): Series {
  const { storage } = columnOf(new Series(["before", ...texts], { dtype: "string" })).vectors[0]!;
  const offsets = BigInt64Array.from(storage.offsets as Int32Array, BigInt);
  return seriesOf(Column.of("x", new Vector(new Storage({ kind: "utf8", large: true }, storage.length, { offsets, data: storage.data, validity: storage.validity })).slice(1, storage.length)));
}

/** What hashes are multiplied by (assembly/tables). */
const MIX = 0x9e37_79b9_7f4a_7c15n;
const WORD = (1n << 64n) - 1n;

/** What an odd number times makes 1, modulo 2^64: by Newton's method. */
function inverse(odd: bigint): bigint {
  let found = 1n;
  for (let turn = 0; turn < 7; turn++) found = (found * (2n - odd * found)) & WORD;
  return found;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe("texts", () => {
  /** Texts of which many begin and end alike, of every length around 8 and some much longer than a block of bytes. */
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom("a", "b", "\0", "é"), maxLength: 20 }) },
    { weight: 3, arbitrary: fc.nat(40).map((n) => `${"same ".repeat(4)}${String(n)}${" same".repeat(3)}`) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(65_535, 65_536, 70_000)).map(([n, length]) => `${"x".repeat(length)}${String(n)}`) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

  it("have the codes of a Map, whatever their lengths and their offsets", () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
      expect(codesOf(new Series(texts, { dtype: "string" }))).toEqual(codesByMap(texts));
      expect(codesOf(large(texts))).toEqual(codesByMap(texts));
    }));
  });

  it("are found among those of another frame", () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 40 }), fc.array(text, { maxLength: 40 }), (left, right) => {
      const distinct = [...new Set(right)];
      const joined = new DataFrame({ k: new Series(left, { dtype: "string" }) }).merge(new DataFrame({ k: new Series(distinct, { dtype: "string" }), v: distinct.map((_, i) => i) }), { on: "k", how: "left" });
      expect(joined.col("v").toList()).toEqual(left.map((key) => (distinct.includes(key) ? distinct.indexOf(key) : null)));
    }));
  });

  it.each([700, 3000, 150_000])("that are all new let the table grow: %i of them", (rows) => {
    const texts = Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? `t${String(row)}` : `a longer text ${String(row * 7919)}`));
    const twice = new Series([...texts, ...texts], { name: "x" });
    const codes = twice.factorize()[0].toList();
    expect(codes.length).toBe(2 * rows);
    let wrong = 0;
    for (let row = 0; row < 2 * rows; row++) if (codes[row] !== row % rows) wrong++;
    expect(wrong).toBe(0);
    const sorted = twice.sortValues().toList() as string[];
    const expected = [...texts, ...texts].sort();
    expect(sorted.findIndex((cell, row) => cell !== expected[row])).toBe(-1);
  });

  it("with missing ones among them, in several vectors or as bytes", () => {
    const random = seeded(11);
    const texts = Array.from({ length: 9000 }, () => (below(random, 5) === 0 ? null : `${"long ".repeat(below(random, 3))}${String(below(random, 4000))}`));
    const expected = codesByMap(texts);
    const whole = new Series(texts, { name: "x" });
    const { storage, length } = columnOf(whole).vectors[0]!;
    const pieces = new Column("x", columnOf(whole).type, [0, 2500, 2501, 7000].map((start, k, starts) => columnOf(whole).vectors[0]!.slice(start, starts[k + 1] ?? length)));
    const binary = Column.of("x", new Vector(new Storage({ kind: "binary", large: false }, length, { offsets: storage.offsets, data: storage.data, validity: storage.validity })));
    for (const series of [whole, seriesOf(pieces), seriesOf(binary), large(texts)]) expect(codesOf(series)).toEqual(expected);
  });

  it("that all have one hash without a seed are no slower than others", () => {
    // The two words of 16 bytes: the second is what takes the hash of the first to the same number each time.
    const texts: string[] = [];
    for (let tries = 1n; texts.length < 20_000; tries++) {
      const [first, second] = [(tries * 0x0100_0193n) & 0x7f7f_7f7f_7f7f_7f7fn, 0x1234_5678_1234_5678n];
      const product = ((16n ^ first) * MIX) & WORD;
      const last = second ^ product ^ (product >> 32n);
      if ((last & 0x8080_8080_8080_8080n) !== 0n) continue;
      const bytes = Buffer.alloc(16);
      bytes.writeBigUInt64LE(first, 0);
      bytes.writeBigUInt64LE(last, 8);
      texts.push(bytes.toString("latin1"));
    }
    expect(timed(() => expect(new Series(texts).nunique()).toBe(new Set(texts).size))).toBeLessThan(1000); // 2.8 s without
  });

  it("of many tables at a time are kept apart", () => {
    const random = seeded(7);
    const columns = Object.fromEntries(Array.from({ length: 6 }, (_, k) => [`c${String(k)}`, Array.from({ length: 500 }, () => `${String(k % 2)}${String(below(random, 300))}`)]));
    const frame = new DataFrame(columns);
    const keys = Object.keys(columns);
    const firstRows = new Map<string, number>();
    for (let row = 0; row < 500; row++) firstRows.set(keys.map((key) => columns[key]![row]!).join("|"), row);
    // Joining on six text columns has six tables, and five of pairs, at once; what was joined before leaves nothing behind.
    for (let turn = 0; turn < 20; turn++) expect(frame.merge(frame.dropDuplicates(), { on: keys, how: "inner" }).numRows).toBe(500);
    expect(frame.dropDuplicates().numRows).toBe(firstRows.size);
  });
});

describe("64-bit numbers", () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, 1.5, -1.5, 2 ** 53, Infinity), fc.nat(50).map((n) => n + 0.25));

  it("have the codes of a Map; 0 and -0 are one, and NaN is missing", () => {
    fc.assert(fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
      // A fraction and a far number: no table of integers.
      const cells = [0.5, 1e300, ...numbers];
      expect(codesOf(new Series(Float64Array.from(cells)))).toEqual(codesByMap(cells.map((cell) => (Number.isNaN(cell) ? null : cell + 0))));
    }));
  });

  it("as integers beyond 2^53", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), { maxLength: 100 }), (cells) => {
      const doubled = [...cells, 2n ** 60n, ...cells];
      expect(codesOf(new Series(doubled, { dtype: "int64" }))).toEqual(codesByMap(doubled));
    }));
  });

  it("that all have one hash without a seed are no slower than others", () => {
    const ofLength = (8n * 0xc2b2_ae3d_27d4_eb4fn) & WORD;
    const cells = BigInt64Array.from({ length: 60_000 }, (_, i) => {
      const mixed = ((BigInt(i) * inverse(MIX)) & WORD) ^ ofLength;
      const high = mixed >> 32n;
      return BigInt.asIntN(64, (high << 32n) | ((mixed & 0xffff_ffffn) ^ high));
    });
    expect(timed(() => expect(new Series(cells, { int64: "bigint" }).nunique()).toBe(60_000))).toBeLessThan(2000); // 6.5 s without
  });

  it("that differ in few bits, low or high, are told apart by the hundred thousand", () => {
    for (const scale of [0.5, 2 ** -30, 2 ** 70, 1.000_000_1]) {
      const cells = Float64Array.from({ length: 200_000 }, (_, row) => (row % 100_000) * scale + scale / 3);
      const codes = new Series(cells).factorize()[0].toList();
      let wrong = 0;
      for (let row = 0; row < codes.length; row++) if (codes[row] !== row % 100_000) wrong++;
      expect(wrong).toBe(0);
    }
  });
});

describe("texts in order", () => {
  /** Sorted as Python sorts: by code points, which is by bytes. */
  function expectSorted(texts: readonly string[]): void {
    const found = new Series(texts, { dtype: "string" }).sortValues().toList();
    const expected = texts.map((text) => Buffer.from(text)).sort((a, b) => a.compare(b)).map(String);
    expect(found.findIndex((text, row) => text !== expected[row])).toBe(-1);
    expect(found.length).toBe(expected.length);
  }

  it("are those of their bytes, whatever they have in common and wherever they end", () => {
    const piece = fc.constantFrom("", "\0", "a", "b", "\u{1F600}", "\uFFFD", "ab\0", "same begin", "0123456789abcdef", "x".repeat(100));
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(fc.array(text, { maxLength: 200 }), expectSorted));
  });

  it.each([13, 200, 1500, 30_000])("are by the thousand behind a common beginning: %i of them", (count) => {
    const random = seeded(count);
    const beginning = "the same for all ";
    expectSorted(Array.from({ length: 2 * count }, (_, i) => `${i % 2 === 0 ? beginning : String(below(random, 3))}${String(below(random, 4)).repeat(below(random, 20))}${String(below(random, count))}`));
  });

  it("may each be the beginning of the next", () => {
    expectSorted(Array.from({ length: 3000 }, (_, i) => "a".repeat((i * 7919) % 3000)));
    expectSorted(Array.from({ length: 2000 }, (_, i) => `begun${"\0".repeat((i * 7919) % 2000)}`));
  });

  it("differ in one byte of very many, or behind them", () => {
    const long = "y".repeat(300_000);
    expectSorted(Array.from({ length: 20 }, (_, i) => `${long.slice(0, 299_990)}${String.fromCharCode(116 - i)}${long.slice(0, i)}`));
  });
});

describe("the right side that is kept for further left ones", () => {
  it("is made anew after one whose keys cannot be compared with it", () => {
    const right = new DataFrame({ k: new Series([null, null]), v: [1, 2] });
    const merge = mergerWith(right, { on: "k", how: "left" });
    const left = new DataFrame({ k: ["a", "b"] });
    expect(merge(left).numRows).toBe(2);
    expect(() => merge(new DataFrame({ k: [[1], [2]] }))).toThrow(FrameError);
    expect(merge(left).numRows).toBe(2);
  });
});

describe("addresses that a process may not have", () => {
  // Shells of other systems know no such limit, or do not keep it.
  it.runIf(process.platform === "linux")("are an error that says so, where the engine cannot do without", () => {
    const reserves = Number.parseInt(process.versions.node) < 24;
    const code = `import("@framepool/frame").then(({ Series }) => { try { console.log(new Series([0.5, 1.5]).valueCounts().numRows); } catch (error) { console.log(error.code, error.message, error.cause.name); } })`;
    const { stdout } = spawnSync("sh", ["-c", `ulimit -v 9000000; exec "$0" -e '${code}'`, process.execPath], { cwd: import.meta.dirname, encoding: "utf8" });
    expect(stdout).toMatch(reserves ? /^ERR_FRAMEPOOL_FRAME values of a column .* 10 GiB of addresses .*ulimit -v.* RangeError$/m : /^2$/m);
  });
});

describe("integers that may be of one unit of time", () => {
  it("whose distances are beyond 2^53, where they would be rounded to whole units", () => {
    const far = -9e15 + 105_000 * 86_400_000_000;
    const cells = Array.from({ length: 60_000 }, (_, row) => [far, far + 1][row] ?? -9e15);
    expect(new Series(cells, { name: "x", dtype: "float64" }).nunique()).toBe(3);
    expect(new Series(cells, { name: "x", dtype: "float64" }).sortValues().tail(2).toList()).toEqual([far, far + 1]);
  });

  it("of whole days and of days with one second", () => {
    const days = Array.from({ length: 3000 }, (_, row) => (row % 7) * 86_400_000 - 3 * 86_400_000);
    const own = new Series([...days, 1000], { name: "x", dtype: "float64" });
    expect(own.nunique()).toBe(8);
    expect(own.head(3000).nunique()).toBe(7);
    expect(own.valueCounts().toColumns()["count"]).toEqual([429, 429, 429, 429, 428, 428, 428, 1]);
  });
});

describe("distinct numbers, of which no row gets a code", () => {
  const makers: Readonly<Record<string, (n: number) => number>> = {
    integers: (n) => n, prices: (n) => n / 100, minutes: (n) => n * 60_000, "tenths that are none": (n) => n * 0.1, "far apart": (n) => n * 2 ** 32,
    "0 and -0 among them": (n) => (n % 3 === 0 ? -0 : n % 3 === 1 ? 0 : n / 4), sevenths: (n) => n / 7, "some infinite": (n) => (n % 5 === 0 ? Infinity : n / 2), "few behind others": (n) => (n < 0 ? 1.5 : n / 10),
  };

  it.each(Object.entries(makers))("are each there once, in order of first appearance, and counted: %s", (_what, make) => {
    const way = fc.record({ seed: fc.integer(), rows: fc.constantFrom(100, 4095, 4096, 5000), missing: fc.constantFrom(0, 0.1), range: fc.constantFrom(2000, 200_000), cuts: fc.array(fc.nat(5000), { maxLength: 3 }), from: fc.nat({ max: 20 }), dtype: fc.constantFrom("float64", "int64", "timestamp", "duration") });
    fc.assert(fc.property(way, ({ seed, rows, missing, range, cuts, from, dtype }) => {
      const next = randomFrom(seed);
      const numbers = Array.from({ length: rows }, () => (next() < missing ? null : make(Math.floor((next() - 0.5) * range))));
      const whole = (x: number): number => (Number.isFinite(x) ? Math.trunc(x) + 0 : 1);
      const cells = dtype === "float64" ? numbers : numbers.map((x) => (x === null ? null : dtype === "timestamp" ? new Date(whole(x) % 8e15) : whole(x)));
      const series = seriesOf(inPieces("x", cells, dtype, cuts)).slice(from);
      const keyOf = (cell: unknown): number | null => (cell instanceof Date ? cell.getTime() : cell === null ? null : (cell as number) + 0);
      const distinct = [...new Set(cells.slice(from).map(keyOf))];
      expect(series.unique().toList().map(keyOf)).toEqual(distinct);
      expect([series.nunique(), series.nunique({ dropna: false })]).toEqual([distinct.filter((key) => key !== null).length, distinct.length]);
    }), { numRuns: 12 });
  });
});
