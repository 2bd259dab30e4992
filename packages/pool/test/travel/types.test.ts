import { moduleTask, perWorker, task, type PerWorker, type Shipped, type Task, type TaskContext } from "@framepool/pool";
import { expectTypeOf, it } from "vitest";

// Checked by `npm run types`; run here only to see that nothing throws.
const map = <T, R>(_fn: Shipped<[item: T], R>, _items: readonly T[]): R => undefined as R;
const threshold = 3;
const work = (n: number): string => String(n);
enum Color {
  Red = 1,
}
class Client {
  constructor(readonly socket: () => void) {}
}

it("captures are typed end to end", () => {
  const made = task({ threshold, work, Color, Client, table: new Map([["a", new Date(0)]]) }, (n: number, { threshold, work, Color, Client, table }, ctx) => {
    expectTypeOf(threshold).toEqualTypeOf<3>();
    expectTypeOf(work).returns.toEqualTypeOf<string>();
    expectTypeOf(Color.Red).toEqualTypeOf<Color.Red>();
    expectTypeOf(new Client(() => undefined)).toEqualTypeOf<Client>();
    expectTypeOf(table.get("a")).toEqualTypeOf<Date | undefined>();
    expectTypeOf(ctx.random()).toEqualTypeOf<number>();
    expectTypeOf(ctx.signal).toEqualTypeOf<AbortSignal>();
    return n > threshold;
  });
  expectTypeOf(made).toEqualTypeOf<Task<[number], boolean>>();
});

it("a perWorker value is given as what it resolves to", () => {
  const model = perWorker(async () => ({ predict: (n: number) => n }));
  expectTypeOf(model).toEqualTypeOf<PerWorker<Promise<{ predict: (n: number) => number }>>>();
  task({ model }, (n: number, { model }) => expectTypeOf(model.predict(n)).toEqualTypeOf<number>());
});

it("a module task has the type of the function it names", () => {
  expectTypeOf(moduleTask<typeof work>(import.meta.url, "work")).toEqualTypeOf<Task<[n: number], string>>();
  expectTypeOf(map(moduleTask<typeof work>(import.meta.url, "work"), [1])).toEqualTypeOf<string>();
  // @ts-expect-error the items are no numbers
  map(moduleTask<typeof work>(import.meta.url, "work"), ["a"]);
});

it("ctx is no argument of a call, whether the function must be given it or not", () => {
  type Draws = (n: number, ctx: TaskContext) => number;
  type Asked = (n: number, ctx?: TaskContext) => number;
  type Part = (n: number, ctx: Pick<TaskContext, "worker">) => string;
  type Starts = (ctx: TaskContext) => string;
  type Other = (n: number, options: { seed: number }) => number;
  type Loose = (n: unknown) => number;
  expectTypeOf(moduleTask<Draws>(import.meta.url, "draws")).toEqualTypeOf<Task<[n: number], number>>();
  expectTypeOf(map(moduleTask<Draws>(import.meta.url, "draws"), [1])).toEqualTypeOf<number>();
  expectTypeOf(map(moduleTask<Asked>(import.meta.url, "asked"), [1])).toEqualTypeOf<number>();
  expectTypeOf(map(moduleTask<Part>(import.meta.url, "part"), [1])).toEqualTypeOf<string>();
  expectTypeOf(moduleTask<Starts>(import.meta.url, "starts")).toEqualTypeOf<Task<[], string>>();
  expectTypeOf(moduleTask<Loose>(import.meta.url, "loose")).toEqualTypeOf<Task<[n: unknown], number>>();
  expectTypeOf(moduleTask(import.meta.url, "any")).toEqualTypeOf<Task<unknown[], unknown>>();
  // @ts-expect-error the items are no numbers
  map(moduleTask<Draws>(import.meta.url, "draws"), ["a"]);
  // @ts-expect-error nobody gives a seed
  map(moduleTask<Other>(import.meta.url, "other"), [1]);
});

it("what cannot be sent does not compile", () => {
  const noop = (n: number): number => n;
  // @ts-expect-error a function inside a value: capture it by itself
  task({ options: { work } }, noop);
  // @ts-expect-error a promise: await it first
  task({ later: Promise.resolve(1) }, noop);
  // @ts-expect-error a symbol
  task({ symbol: Symbol("s") as symbol }, noop);
  // @ts-expect-error a Map's value
  task({ table: new Map([["a", work]]) }, noop);
  // @ts-expect-error a Set's value
  task({ all: new Set([work]) }, noop);
  // @ts-expect-error a weak reference
  task({ weak: new WeakMap<object, number>() }, noop);
  // @ts-expect-error an instance with a function in it
  task({ client: new Client(() => undefined) }, noop);
  task({ fine: { list: [1, "a", null, new Date(0), new Float64Array(1)], map: new Map([[1, { a: true }]]), big: 1n } }, noop);
});
