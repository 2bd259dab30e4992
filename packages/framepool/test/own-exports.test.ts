import { serialize } from "node:v8";
import { encode } from "@framepool/pool/internal";
import * as framepool from "framepool";
import { DataFrame, Pool, Process, readCsv, task, type Task } from "framepool";
import { expect, it } from "vitest";

const capturing = (it: unknown): Task<[number], string> => task({ it: it as () => void }, (_n: number, captures) => captures.it.name);

it("every function and class that framepool exports may be captured", async () => {
  await using pool = new Pool(1);
  const exported = Object.entries(framepool).filter(([, value]) => typeof value === "function");
  for (const [name, value] of exported) expect([name, ...(await pool.map(capturing(value), [1]))]).toEqual([name, (value as () => void).name]);
});

it("a worker reads a file by itself with readCsv", async () => {
  await using pool = new Pool(1);
  const rows = task({ readCsv }, async (text: string, captures) => (await captures.readCsv(Buffer.from(text))).numRows);
  expect(await pool.map(rows, ["a,b\n1,2\n3,4\n", "a\n"])).toEqual([2, 0]);
});

it("frames go to other processes, as items, captures, arguments and results: as copies", async () => {
  const df = new DataFrame({ a: [1, 2, 3], b: ["x", null, "z"] });
  await using pool = new Pool({ processes: 1, backend: "processes" });
  const [part] = await pool.map((given: typeof df) => given.assign({ c: given.col("a").mul(2) }), [df]);
  expect(part!.toColumns()).toEqual({ a: [1, 2, 3], b: ["x", null, "z"], c: [2, 4, 6] });
  expect(await pool.map(task({ df }, (n: number, captures) => captures.df.col("b").isna().sum() + n), [1])).toEqual([2]);
  const child = new Process({ target: (given: typeof df) => given.slice(1, 3), args: [df] });
  child.start();
  expect((await child.result()).toColumns()).toEqual({ a: [2, 3], b: [null, "z"] });
});

it("frames and series take to other processes, and back, the rows that they show and no others", async () => {
  const rows = 100_000;
  const large = new DataFrame({ a: Array.from({ length: rows }, (_, i) => i), b: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? null : `x${i}`)) });
  for (const value of [large.slice(5, 15), large.slice(5, 15).col("b"), large.filter(large.col("a").lt(10))]) {
    const { value: posted, transfer } = encode(value, { path: "item", direction: "to worker", bytes: true });
    expect(serialize(posted).length).toBeLessThan(2000);
    expect(transfer).toEqual([]);
  }
  await using pool = new Pool({ processes: 1, backend: "processes" });
  const [part] = await pool.map((given: typeof large) => [given.slice(1, 3), given.col("b").slice(4, 7)] as const, [large.slice(5, 15)]);
  expect([part![0].toColumns(), part![1].toList()]).toEqual([{ a: [6, 7], b: [null, "x7"] }, [null, "x10", "x11"]]);
});

it("nor do those that a function captures, of a pool and of a Process", async () => {
  // Made by us, so it lies on shared memory.
  const large = new DataFrame({ a: Array.from({ length: 2_000_000 }, (_, i) => i) });
  const [some, column] = [large.slice(5, 15), large.col("a").slice(3, 5)];
  const shows = task({ some, column, again: [some] }, (n: number, captures) => ({
    sums: [captures.some.col("a").sum(), captures.column.sum(), captures.again[0]!.numRows, n],
    isSame: captures.again[0] === captures.some,
    bytes: process.memoryUsage().arrayBuffers,
  }));
  await using pool = new Pool({ processes: 1, backend: "processes" });
  const child = new Process({ target: shows, args: [1] });
  child.start();
  for (const { sums, isSame, bytes } of [(await pool.map(shows, [1]))[0]!, await child.result()]) {
    expect([sums, isSame]).toEqual([[95, 7, 10, 1], true]);
    expect(bytes).toBeLessThan(8_000_000);
  }
});
