import { ERROR_CLASSES, type ErrorCode } from "@framepool/errors";
import type { ErrorData, RealErrorData } from "./serialize-error.js";

const PROTOTYPES: ReadonlyMap<string, object> = new Map<string, object>(
  [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError].map((type) => [type.name, type.prototype]),
);

/**
 * Makes of {@link serializeError}'s data what was thrown: an error of its global class (or of our family, known by its
 * code) with its name, own properties, causes and the remote stack. A class that only the worker knows keeps its name and
 * properties on its nearest global class. What could not be sent becomes an Error that shows it.
 */
export function reviveError(data: ErrorData): unknown {
  if (data.kind === "opaque") return new Error(`a value that cannot be sent was thrown: ${data.text}`);
  return revive(data, new Map());
}

function revive(data: ErrorData, made: Map<number, Error>): unknown {
  switch (data.kind) {
    case "plain":
      return data.value;
    case "opaque":
      return data.text;
    case "seen":
      return made.get(data.ref);
    case "error":
      return reviveReal(data, made);
  }
}

function reviveReal(data: RealErrorData, made: Map<number, Error>): Error {
  const error = blank(data);
  made.set(data.ref, error);
  for (const [key, value] of data.own) define(error, key, revive(value, made), true);
  if (data.cause !== null) define(error, "cause", revive(data.cause, made), data.shown.includes("cause"));
  if (data.errors !== null) define(error, "errors", data.errors.map((each) => revive(each, made)), data.shown.includes("errors"));
  if (error.name !== data.name) define(error, "name", data.name, false);
  define(error, "stack", data.stack ?? `${data.name}: ${data.message}`, false);
  return error;
}

/** An error of the right class, without its properties. */
function blank(data: RealErrorData): Error {
  // Its message and name live in slots that only its constructor can fill.
  if (data.base === "DOMException") return new DOMException(data.message, data.name);
  const error = new Error(data.message);
  const prototype = familyPrototype(data) ?? PROTOTYPES.get(data.base);
  if (prototype !== undefined) Object.setPrototypeOf(error, prototype);
  return error;
}

function familyPrototype(data: RealErrorData): object | undefined {
  const code = data.own.find(([key]) => key === "code")?.[1];
  // A code that is not one of ours is simply not found.
  return code?.kind === "plain" ? ERROR_CLASSES.get(code.value as ErrorCode)?.prototype : undefined;
}

// By definition and not by assignment: the key may be "__proto__", or name an accessor of the class.
function define(error: Error, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
}
