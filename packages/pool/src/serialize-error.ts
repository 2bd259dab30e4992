import { inspect, types } from "node:util";
import { deserialize, serialize } from "node:v8";

/** Anything that can be thrown, as plain data that crosses a MessagePort and an IPC channel. The way back is revive-error.ts. */
export type ErrorData = PlainData | OpaqueData | RealErrorData | SeenData;

/** Data: `throw "text"`, `throw undefined`, `throw { status: 404 }`. */
export interface PlainData {
  readonly kind: "plain";
  readonly value: unknown;
}

/** A function, a symbol, a proxy, an object with a getter that throws: what it prints as. */
export interface OpaqueData {
  readonly kind: "opaque";
  readonly text: string;
}

export interface RealErrorData {
  readonly kind: "error";
  /** number of this error in the tree, for `seen` */
  readonly ref: number;
  /** nearest global class: "TypeError", "DOMException" … */
  readonly base: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string | null;
  readonly own: readonly (readonly [key: string, value: ErrorData])[];
  readonly cause: ErrorData | null;
  /** the errors of an AggregateError, or of a class that has a list of that name */
  readonly errors: readonly ErrorData[] | null;
  /** of `cause` and `errors`, those that stand among the enumerable properties: usually none */
  readonly shown: readonly string[];
}

/** An error met before in the same tree: causes may go in circles. */
export interface SeenData {
  readonly kind: "seen";
  readonly ref: number;
}

/** Global error classes that both ends have. */
const GLOBAL_CLASSES = new Set(["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError", "DOMException"]);
const SPECIAL = new Set(["name", "message", "stack", "cause"]);
const MAX_DEPTH = 32;

/** Turns whatever was thrown into data. Never throws, whatever the value does when it is looked at. */
export function serializeError(thrown: unknown): ErrorData {
  try {
    return toData(thrown, new Map(), 0);
  } catch {
    return { kind: "opaque", text: "a value that cannot be looked at" };
  }
}

function toData(value: unknown, seen: Map<object, number>, depth: number): ErrorData {
  if (typeof value === "function" || typeof value === "symbol") return opaque(value);
  if (typeof value !== "object" || value === null) return { kind: "plain", value };
  // A proxy's traps would be run by every question asked of it.
  if (types.isProxy(value)) return opaque(value);
  if (isError(value)) {
    const ref = seen.get(value);
    if (ref !== undefined) return { kind: "seen", ref };
    return depth > MAX_DEPTH ? opaque(value) : errorData(value, seen, depth);
  }
  try {
    // A copy, not a check: the second reading of a getter may throw although the first did not.
    return { kind: "plain", value: deserialize(serialize(value)) };
  } catch {
    return opaque(value);
  }
}

function isError(value: object): boolean {
  return types.isNativeError(value) || globalClass(value) !== null;
}

function errorData(error: object, seen: Map<object, number>, depth: number): RealErrorData {
  const ref = seen.size;
  seen.set(error, ref);
  const own: [string, ErrorData][] = [];
  const errors = read(error, "errors", (value) => value);
  const keys = Object.keys(error);
  for (const key of keys) {
    if (!SPECIAL.has(key) && (key !== "errors" || !Array.isArray(errors))) own.push([key, read(error, key, (value) => toData(value, seen, depth + 1))]);
  }
  const base = globalClass(error) ?? "Error";
  return {
    kind: "error",
    ref,
    base,
    name: nameOf(error, base),
    message: text(error, "message") ?? "",
    stack: text(error, "stack"),
    own,
    cause: hasCause(error) ? read(error, "cause", (value) => toData(value, seen, depth + 1)) : null,
    errors: Array.isArray(errors) ? errors.map((each: unknown) => toData(each, seen, depth + 1)) : null,
    shown: keys.filter((key) => key === "cause" || key === "errors"),
  };
}

/** Its own, undefined or not, or that of a getter of its class. */
function hasCause(error: object): boolean {
  return Object.hasOwn(error, "cause") || read(error, "cause", (value) => value) !== undefined;
}

/** `name`, or the class's own name where the class did not bother to set one. */
function nameOf(error: object, base: string): string {
  const name = text(error, "name") ?? base;
  if (name !== base) return name;
  const own = read(error, "constructor", (value) => (typeof value === "function" ? value.name : ""));
  return typeof own === "string" && own !== "" ? own : name;
}

/** Name of the nearest global error class in the prototype chain, by name: the chain may belong to another realm. */
function globalClass(value: object): string | null {
  for (let prototype: unknown = Object.getPrototypeOf(value); typeof prototype === "object" && prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (types.isProxy(prototype)) return null;
    const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
    if (typeof constructor === "function" && GLOBAL_CLASSES.has(constructor.name)) return constructor.name;
  }
  return null;
}

function text(error: object, key: string): string | null {
  const value = read(error, key, (found) => found);
  return typeof value === "string" ? value : null;
}

function read<T>(error: object, key: string, use: (value: unknown) => T): T | OpaqueData {
  try {
    return use(Reflect.get(error, key));
  } catch {
    return { kind: "opaque", text: "[a getter that throws]" };
  }
}

function opaque(value: unknown): OpaqueData {
  try {
    return { kind: "opaque", text: inspect(value, { depth: 1 }) };
  } catch {
    return { kind: "opaque", text: "[cannot be printed]" };
  }
}
