import { describe, expect, it } from "vitest";
import { TaskError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel } from "@framepool/parallel";

const df = new DataFrame({ k: ["a", "b", "a"], n: [1, 2, 3] });
const ways = [{ backend: "inline" }, { workers: 2 }] as const;

describe("the state of a user's own aggregate", () => {
  it.each(ways)("that holds itself is an error that names the aggregate, %j", async (way) => {
    const circular = {
      init: () => { const state: { sum: number; self: unknown[] } = { sum: 0, self: [] }; state.self.push(state); return state; },
      add: (state: { sum: number; self: unknown[] }, n: number) => { state.sum += n; return state; },
      merge: (a: { sum: number; self: unknown[] }) => a,
      finish: (state: { sum: number }) => state.sum,
    };
    for (const run of [() => parallel(df, { ...way, partitions: 2 }).agg({ n: circular } as never), () => parallel(df, { ...way, partitions: 2 }).groupby("k").agg({ n: circular } as never).collect()]) {
      const error: unknown = await run().then(() => null, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TaskError);
      expect(error).toMatchObject({ partition: 0, cause: { code: "ERR_FRAMEPOOL_SERIALIZATION", path: "state.self[0]" } });
      expect((error as Error).message).toContain('the aggregate "n": its state.self[0] holds itself');
    }
  });

  it.each(ways)("that cannot be sent, or would arrive as something else, is one too, %j", async (way) => {
    const of = (init: () => unknown) => parallel(df, { ...way, partitions: 2 }).agg({ n: { init, add: (state: unknown) => state, merge: (a: unknown) => a, finish: () => 1 } } as never);
    await expect(of(() => ({ next: () => 1 }))).rejects.toThrow('the aggregate "n": its state.next is a function');
    await expect(of(() => new Map([["next", () => 1]]))).rejects.toThrow("its state.get('next') is a function");
    await expect(of(() => ({ all: new Set([Symbol.iterator]) }))).rejects.toThrow("its state.all (a member) is a symbol");
    await expect(of(() => [Symbol.iterator])).rejects.toThrow("its state[0] is a symbol");
    await expect(of(() => { class Welford { mean = 0; } return new Welford(); })).rejects.toThrow("its state is an instance of Welford");
  });

  it.each(ways)("may be what arrives as it is, shared parts too, %j", async (way) => {
    const shared = { init: () => { const at = [0]; return { seen: new Map<number, Date>(), at, again: at, bytes: new Uint8Array(2) }; }, add: (state: { seen: Map<number, Date> }, n: number) => { state.seen.set(n, new Date(n)); return state; }, merge: (a: { seen: Map<number, Date> }, b: { seen: Map<number, Date> }) => { for (const [n, at] of b.seen) a.seen.set(n, at); return a; }, finish: (state: { seen: Map<number, Date> }) => state.seen.size };
    expect(await parallel(df, { ...way, partitions: 3 }).agg({ n: shared } as never)).toEqual({ n: 3 });
  });
});
