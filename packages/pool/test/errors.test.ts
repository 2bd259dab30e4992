import { CaptureError, FrameError, ParallelError, TaskError } from "@framepool/errors";
import { type ErrorData, reviveError, serializeError } from "@framepool/pool/internal";
import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** There and back, by both roads: structured cloning and the serializer that IPC channels use. */
function cross(thrown: unknown): unknown {
  const data: ErrorData = serializeError(thrown);
  expect(deserialize(serialize(data))).toEqual(structuredClone(data));
  return reviveError(structuredClone(data));
}

class ValidationError extends TypeError {
  readonly field: string;
  constructor(message: string, field: string) {
    super(message);
    this.field = field;
  }
}

describe("an error that crosses", () => {
  it.each([Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError])("keeps its class, message and stack: %o", (type) => {
    const error = new type("told so");
    const back = cross(error) as Error;
    expect(back).toBeInstanceOf(type);
    expect(Object.getPrototypeOf(back)).toBe(type.prototype);
    expect(back.message).toBe("told so");
    expect(back.name).toBe(type.name);
    expect(back.stack).toBe(error.stack);
    expect(Object.keys(back)).toEqual([]);
  });

  it("keeps the errors of an AggregateError", () => {
    const back = cross(new AggregateError([new RangeError("a"), "b"], "both")) as AggregateError;
    expect(back).toBeInstanceOf(AggregateError);
    expect(back.errors).toEqual([new RangeError("a"), "b"]);
    expect(back.errors[0]).toBeInstanceOf(RangeError);
  });

  it("keeps what a class of the user's has under the name errors, list or not", () => {
    const validation = cross(Object.assign(new Error("validation"), { errors: { name: "required" }, more: 1 })) as Error & { errors: unknown };
    expect(validation.errors).toEqual({ name: "required" });
    expect(Object.keys(validation)).toEqual(["errors", "more"]);
    const several = cross(Object.assign(new Error("several"), { errors: [new RangeError("a"), { line: 2 }] })) as Error & { errors: unknown[] };
    expect(several.errors).toEqual([new RangeError("a"), { line: 2 }]);
    expect(several.errors[0]).toBeInstanceOf(RangeError);
    expect(Object.keys(several)).toEqual(["errors"]);
    expect(Object.keys(cross(new AggregateError([1], "usual")) as Error)).toEqual([]);
  });

  it("keeps a cause that is one of its enumerable properties, or comes of a getter of its class", () => {
    const assigned = cross(Object.assign(new Error("outer"), { cause: "inner" })) as Error;
    expect(Object.keys(assigned)).toEqual(["cause"]);
    class Wrapped extends Error {
      override get cause(): unknown {
        return new RangeError("inner");
      }
    }
    expect((cross(new Wrapped("outer")) as Error).cause).toEqual(new RangeError("inner"));
    expect(Object.hasOwn(cross(new Error("plain")) as Error, "cause")).toBe(false);
  });

  it("keeps a DOMException's name and code", () => {
    const back = cross(new DOMException("stopped", "AbortError")) as DOMException;
    expect(back).toBeInstanceOf(DOMException);
    expect(back.name).toBe("AbortError");
    expect(back.code).toBe(20);
    expect(back.message).toBe("stopped");
  });

  it("keeps name and own properties of a class that only the other side knows, on its nearest global class", () => {
    const back = cross(new ValidationError("bad age", "Age")) as ValidationError;
    expect(back).toBeInstanceOf(TypeError);
    expect(back).not.toBeInstanceOf(ValidationError);
    expect(back.name).toBe("ValidationError");
    expect(back.field).toBe("Age");
  });

  it("keeps a name that was set by hand, and system errors' facts", () => {
    const error = Object.assign(new Error("no such file"), { name: "Custom", code: "ENOENT", errno: -2, nested: { a: [1, new Date(0)] } });
    expect(cross(error)).toMatchObject({ name: "Custom", code: "ENOENT", errno: -2, nested: { a: [1, new Date(0)] } });
  });

  it("keeps our family, by code, with its facts", () => {
    const back = cross(new FrameError('no column "Nmae"', { column: "Nmae" })) as FrameError;
    expect(back).toBeInstanceOf(FrameError);
    expect(back).toBeInstanceOf(ParallelError);
    expect(back).not.toBeInstanceOf(CaptureError);
    expect(Object.getPrototypeOf(back)).toBe(FrameError.prototype);
    expect(back).toMatchObject({ name: "FrameError", code: "ERR_FRAMEPOOL_FRAME", column: "Nmae", row: null });
  });

  it("keeps a TaskError inside a TaskError, as a pool in a worker makes them", () => {
    const inner = new TaskError("inner", { op: "map", index: 3 }, new RangeError("root"));
    const back = cross(new TaskError("outer", { op: "apply" }, inner)) as TaskError;
    expect(back.cause).toBeInstanceOf(TaskError);
    expect((back.cause as TaskError).index).toBe(3);
    expect((back.cause as TaskError).cause).toBeInstanceOf(RangeError);
  });

  it("keeps causes, of any depth that somebody reads, and in circles", () => {
    const root = new Error("root");
    const top = new Error("top", { cause: new RangeError("middle", { cause: root }) });
    root.cause = top;
    const back = cross(top) as Error;
    const middle = back.cause as Error;
    expect(middle).toBeInstanceOf(RangeError);
    expect((middle.cause as Error).message).toBe("root");
    expect((middle.cause as Error).cause).toBe(back);
    let deep = new Error("0");
    for (let i = 1; i < 5000; i++) deep = new Error(String(i), { cause: deep });
    expect((cross(deep) as Error).message).toBe("4999");
  });

  it("keeps a cause that is undefined apart from none", () => {
    expect("cause" in (cross(new Error("x", { cause: undefined })) as Error)).toBe(true);
    expect("cause" in (cross(new Error("x")) as Error)).toBe(false);
  });

  it("keeps a property named __proto__ a property", () => {
    const error = new Error("x");
    Object.defineProperty(error, "__proto__", { value: { polluted: true }, enumerable: true });
    const back = cross(error) as Error;
    expect(back).toBeInstanceOf(Error);
    expect(Object.hasOwn(back, "__proto__")).toBe(true);
    expect("polluted" in back).toBe(false);
  });
});

describe("things that nobody should throw", () => {
  it.each([undefined, null, 0, -0, NaN, 12n, "text", true, { status: 404 }, [1, 2], new Date(5), new Map([[1, 2]])])("cross as they are: %o", (thrown) => {
    expect(cross(thrown)).toEqual(thrown);
  });

  const trap = () => {
    throw new Error("trapped");
  };
  const traps: ProxyHandler<object> = { get: trap, getPrototypeOf: trap, ownKeys: trap, has: trap, getOwnPropertyDescriptor: trap };
  it.each([
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a proxy", new Proxy({}, traps)],
    ["a proxy of an error", new Proxy(new Error("x"), traps)],
    ["an object with a proxy for a prototype", Object.create(new Proxy({}, traps)) as object],
    ["an object whose getter throws", { get bad() { return trap(); } }],
    ["a promise", Promise.resolve(1)],
    ["a WeakMap", new WeakMap()],
  ])("arrive as an error that shows them: %s", (_, thrown) => {
    const back = cross(thrown);
    if (back instanceof Error) expect(back.message).toMatch(/cannot be sent|cannot be looked at/);
    else expect(back).toBeTypeOf("object");
  });

  it("errors with properties that cannot be read or sent arrive with what can", () => {
    const error = Object.assign(new RangeError("kept"), { fn: () => 1, ok: 1, self: null as unknown, proxy: new Proxy({}, traps), weak: new WeakMap() });
    error.self = error;
    Object.defineProperty(error, "bad", { get: trap, enumerable: true });
    const back = cross(error) as RangeError & Record<string, unknown>;
    expect(back).toBeInstanceOf(RangeError);
    expect(back.ok).toBe(1);
    expect(back.self).toBe(back);
    expect(back.fn).toMatch(/Function/);
    expect(back.bad).toMatch(/getter/);
  });

  it("errors whose message, name and stack throw arrive all the same", () => {
    const error = new Error("x");
    for (const key of ["stack", "message", "name", "cause"]) Object.defineProperty(error, key, { get: trap });
    const back = cross(error);
    expect(back).toBeInstanceOf(Error);
  });

  it("an array of errors that lies about itself is survived", () => {
    const error = Object.assign(new Error("x"), { errors: new Proxy([], traps) });
    expect(cross(error)).toBeInstanceOf(Error);
  });

  it("nothing that can be generated makes it throw", () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, withTypedArray: true, withNullPrototype: true }), (thrown) => {
        cross(thrown);
        const back = cross(Object.assign(new Error("holder"), { thrown })) as Error;
        expect(back.message).toBe("holder");
      }),
    );
  });
});
