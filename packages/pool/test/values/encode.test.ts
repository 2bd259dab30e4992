import { deserialize, serialize } from "node:v8";
import { MessageChannel } from "node:worker_threads";
import { move } from "@framepool/pool";
import { decode, encode, registerCodec } from "@framepool/pool/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const TO_WORKER = { path: "item", direction: "to worker" } as const;

function roundTrip(value: unknown): unknown {
  const { value: posted, transfer } = encode(value, TO_WORKER);
  return decode(structuredClone(posted, { transfer: [...transfer] }));
}

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}
registerCodec<Point, readonly number[]>({
  name: "test.Point",
  module: import.meta.url,
  test: (value) => value instanceof Point,
  encode: ({ x, y }) => ({ data: [x, y] }),
  decode: ([x, y]) => new Point(x ?? 0, y ?? 0),
});

/** A class whose codec shares its memory by itself, as a frame's does. */
class Cells {
  constructor(readonly view: Int32Array) {}
}
registerCodec<Cells, Int32Array>({
  name: "test.Cells",
  module: import.meta.url,
  test: (value) => value instanceof Cells,
  encode: ({ view }) => ({ data: view }),
  decode: (view) => new Cells(view),
});

describe("values that travel", () => {
  it("arrive as structured cloning gives them", () => {
    const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withNullPrototype: true, withBoxedValues: true });
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it("are posted as they are, without a copy, where nothing has to be replaced", () => {
    for (const value of [1, "a", null, { a: [1, { b: new Date() }] }, new Float64Array(3), new Map([[1, "x"]]), new Map([[{ key: 1 }, [2]]])]) {
      expect(encode(value, TO_WORKER).value).toBe(value);
    }
  });

  it("take of memory that a codec shares what is shown, and no more, to another process", () => {
    const all = new Int32Array(new SharedArrayBuffer(400_000));
    all.set([7, 8, 9], 1000);
    const { value } = encode([new Cells(all.subarray(1000, 1003)), new Cells(all.subarray(1001, 1002))], { ...TO_WORKER, bytes: true });
    expect(serialize(value).length).toBeLessThan(1000);
    expect(decode(deserialize(serialize(value)))).toEqual([new Cells(Int32Array.of(7, 8, 9)), new Cells(Int32Array.of(8))]);
  });

  it("keep one object one, and circles closed", () => {
    const shared = { n: 1 };
    const circle: { self?: object; list: object[] } = { list: [shared, shared] };
    circle.self = circle;
    const back = roundTrip(circle) as typeof circle;
    expect(back.self).toBe(back);
    expect(back.list[0]).toBe(back.list[1]);
  });

  it("keep the class of errors, their own properties and causes", () => {
    const error = Object.assign(new TypeError("no", { cause: new RangeError("far") }), { status: 404 });
    const back = roundTrip([{ error }]) as [{ error: typeof error }];
    expect(back[0].error).toBeInstanceOf(TypeError);
    expect(back[0].error).toMatchObject({ message: "no", status: 404, stack: error.stack });
    expect(back[0].error.cause).toBeInstanceOf(RangeError);
  });

  it("keep a class that has a codec, wherever it stands", () => {
    const point = new Point(1, 2);
    const value = { point, again: point, list: [new Point(3, 4)], map: new Map<unknown, unknown>([["p", { inner: point }], [new Point(5, 6), 1]]), set: new Set([point, 7]) };
    const back = roundTrip(value) as typeof value;
    expect(back).toEqual(value);
    expect(back.again).toBe(back.point);
    expect([...back.map.keys()][1]).toBeInstanceOf(Point);
    expect([...back.set][0]).toBeInstanceOf(Point);
    expect(roundTrip(point)).toEqual(point);
    expect(value.point).toBe(point);
  });

  it("may look like an encoded value themselves", () => {
    const value = { "@framepool/pool:encoded": true, value: 1, parts: [] };
    expect(roundTrip(value)).toEqual(value);
    expect(roundTrip([value])).toEqual([value]);
  });

  it("may have any key", () => {
    const value = JSON.parse('{"__proto__": {"constructor": 1}, "": 2}') as Record<string, unknown>;
    Object.defineProperty(value, "__proto__", { value: new Point(1, 2), enumerable: true });
    const back = roundTrip(value) as typeof value;
    expect(Object.getOwnPropertyDescriptor(back, "__proto__")?.value).toEqual(new Point(1, 2));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it("do not take a large buffer along for a small view of it", () => {
    const { value } = encode([new Uint8Array(new ArrayBuffer(1e6), 10, 4), Buffer.from("abc")], TO_WORKER) as { value: Uint8Array[] };
    expect(value.map((view) => view.buffer.byteLength)).toEqual([4, 3]);
    expect(roundTrip(new Float32Array(new Float32Array([1, 2, 3, 4, 5, 6]).buffer, 4, 1))).toEqual(new Float32Array([2]));
    expect(roundTrip(new DataView(new ArrayBuffer(100), 50, 2))).toMatchObject({ byteLength: 2 });
  });

  it("share memory that is shared", () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const { value } = encode({ shared }, TO_WORKER) as { value: { shared: Int32Array } };
    expect(value.shared.buffer).toBe(shared.buffer);
  });

  it("come from another realm", async () => {
    const { runInNewContext } = await import("node:vm");
    expect(roundTrip(runInNewContext("({ a: [1], m: new Map([[1, 2]]) })"))).toEqual({ a: [1], m: new Map([[1, 2]]) });
  });

  it("cost next to nothing to check: 20,000 small items in a few milliseconds", () => {
    const items = Array.from({ length: 20_000 }, (_, n) => ({ n, name: `item ${n}` }));
    for (let round = 0; round < 5; round++) for (const item of items) encode(item, TO_WORKER);
    const begin = performance.now();
    for (const item of items) encode(item, TO_WORKER);
    expect(performance.now() - begin).toBeLessThan(100);
  });
});

describe("a value that cannot be sent is refused with its path", () => {
  class Socket {}
  const deep = { rows: [{ ok: 1 }, { "a key": new Set([1, new Map([["k", new Socket()]])]) }] };
  it.each<[string, unknown, string]>([
    ["a function", () => 1, "item cannot be sent to a worker: it is the function <anonymous>: capture it by itself, task({ fn }, …)"],
    ["a function in an object", { parse: { float: parseFloat } }, "item.parse.float cannot be sent to a worker: it is the function parseFloat: capture it by itself, task({ parseFloat }, …)"],
    ["a class", { Socket }, "item.Socket cannot be sent to a worker: it is the class Socket: capture it by itself, task({ Socket }, …)"],
    ["an instance", deep, 'item.rows[1]["a key"].values()[1].entries()[0][1] cannot be sent to a worker: it is an instance of Socket: send plain data, and make the instance there'],
    ["a symbol", [Symbol("s")], "item[0] cannot be sent to a worker: it is a symbol (Symbol(s)): send its description"],
    ["a promise", { later: Promise.resolve() }, "item.later cannot be sent to a worker: it is a promise: await it first"],
    ["a weak map", [new WeakMap()], "item[0] cannot be sent to a worker: it is a WeakMap: send what it holds"],
    ["a proxy", new Proxy({}, {}), "item cannot be sent to a worker: it is a Proxy: send a copy of what it stands for"],
    ["a generator", (function* () {})(), "item cannot be sent to a worker: it is a generator: send an array of its values"],
    ["a URL", new URL("http://a"), "item cannot be sent to a worker: it is an instance of URL: send plain data, and make the instance there"],
    ["a port that is not moved", new MessageChannel().port1, "item cannot be sent to a worker: it is a MessagePort: a port can only be moved, move(port)"],
  ])("%s", (_what, value, message) => {
    expect(() => encode(value, TO_WORKER)).toThrow(expect.objectContaining({ code: "ERR_FRAMEPOOL_SERIALIZATION", message, direction: "to worker" }));
  });

  it("on its way back too", () => {
    expect(() => encode({ f() {} }, { path: "result", direction: "from worker" })).toThrow("result.f cannot be sent back from a worker: it is the function f");
  });

  it("where it contains itself and something that has to be replaced", () => {
    const circle: unknown[] = [new Error("x")];
    circle.push(circle);
    expect(() => encode(circle, TO_WORKER)).toThrow("item cannot be sent to a worker: it contains itself, and something that has to be replaced to be sent");
    const map = new Map<string, unknown>([["error", new Error("x")]]);
    expect(() => encode({ map: map.set("self", map) }, TO_WORKER)).toThrow("item.map cannot be sent to a worker: it contains itself, and something that has to be replaced to be sent");
    const set = new Set<unknown>([new Error("x")]);
    expect(() => encode(set.add([set]), TO_WORKER)).toThrow("item cannot be sent to a worker: it contains itself, and something that has to be replaced to be sent");
  });
});

describe("moved values", () => {
  it("give their buffers away", () => {
    const bytes = new Uint8Array([1, 2]);
    const other = new Float64Array(2);
    expect(roundTrip([move(bytes), { b: move({ other, same: bytes }) }])).toEqual([new Uint8Array([1, 2]), { b: { other: new Float64Array(2), same: new Uint8Array([1, 2]) } }]);
    expect([bytes.length, other.length]).toEqual([0, 0]);
  });

  it("are refused where the sender does not own them, and stay as they are", () => {
    const pooled = Buffer.from("abc");
    const all = new Float64Array(8);
    expect(() => move({ deep: [pooled] })).toThrow(/^move: a Buffer of 3 bytes is a part of a buffer of \d+, which is not its own to give away\. Move a copy, move\(new Uint8Array\(bytes\)\)/);
    expect(() => move(all.subarray(0, 4))).toThrow("move: a Float64Array of 32 bytes is a part of a buffer of 64, which is not its own to give away. Move a copy, move(bytes.slice()), or move the whole buffer along");
    expect([pooled.length, all.length]).toEqual([3, 8]);
    const halves = [all.subarray(0, 4), all.subarray(4)];
    expect(roundTrip(move({ halves, all }))).toEqual({ halves: [new Float64Array(4), new Float64Array(4)], all: new Float64Array(8) });
    expect(all.length).toBe(0);
  });

  it("are refused the second time", () => {
    const bytes = new Uint8Array(4);
    roundTrip(move(bytes));
    expect(() => move(bytes)).toThrow("move: the value's memory was moved before, and is not here any more");
    expect(roundTrip(move(new Uint8Array(0)))).toEqual(new Uint8Array(0));
  });

  it("leave shared memory where it is", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4)).subarray(1);
    roundTrip(move([shared]));
    expect(shared.length).toBe(3);
  });

  it("may be ports, and plain values", () => {
    const { port1, port2 } = new MessageChannel();
    const { value, transfer } = encode({ port: move(port1) }, TO_WORKER);
    expect(value).toEqual({ port: port1 });
    expect(transfer).toEqual([port1]);
    port2.close();
    expect(roundTrip(move("text"))).toBe("text");
  });
});

