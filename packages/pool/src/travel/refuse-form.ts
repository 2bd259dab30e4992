import { types } from "node:util";
import { CaptureError } from "@framepool/errors";
import type { ParsedFunction } from "../free-names/parse.js";
import { cannotSend, type SourceFunction, type Subject } from "./subject.js";

const NAMESPACES = { Math, Number, JSON, Object, String, Date, Array, Reflect, Promise, BigInt, Symbol, Buffer, Intl };

/** Throws for a function that has no source of its own: a bound, native or proxied one. */
export function refuseForeign(subject: Subject, text: string): void {
  if (types.isProxy(subject.fn)) throw refusal(subject, "it is a Proxy. Send the function behind it");
  if (!/\{\s*\[native code\]\s*\}$/.test(text)) return;
  if (subject.fn.name.startsWith("bound ")) {
    throw refusal(subject, "it is bound to an object, which does not travel. Give what it needs as a capture:\n  task({ options }, (part, { options }) => …)");
  }
  const path = nativePath(subject.fn);
  throw refusal(subject, `it is built into Node and has no source. Wrap it:\n  (value) => ${path}(value)`);
}

/** Throws for a form of function that cannot be called by itself, or whose result cannot come back. */
export function refuseKind(subject: Subject, parsed: ParsedFunction): void {
  const { name } = subject.fn;
  const label = name === "" ? "Thing" : name;
  switch (parsed.kind) {
    case "class":
      throw refusal(subject, `it is a class. Make the object inside a function, and export both from a module for moduleTask:\n  (value) => new ${label}(value)`);
    case "getter":
    case "setter":
      throw refusal(subject, `it is a ${parsed.kind} and belongs to its object. Write it as a function`);
    default:
      if (parsed.node["generator"] === true && subject.capturedBy === null) {
        throw refusal(subject, "it is a generator, and an iterator cannot come back. Return an array:\n  (part) => [...]");
      }
  }
}

/** The error for a text that no parser takes. */
export function unreadable(subject: Subject): CaptureError {
  return refusal(subject, "its source cannot be parsed by itself. Write it as a function or an arrow function");
}

function refusal(subject: Subject, why: string): CaptureError {
  return new CaptureError(`${cannotSend(subject)}: ${why}`, { variable: subject.fn.name === "" ? null : subject.fn.name, file: subject.file });
}

/** `Math.max`: how the function is reached from anywhere. */
function nativePath(fn: SourceFunction): string {
  if (Reflect.get(globalThis, fn.name) === fn) return fn.name;
  for (const [name, namespace] of Object.entries(NAMESPACES)) {
    if (Reflect.get(namespace, fn.name) === fn) return `${name}.${fn.name}`;
  }
  return fn.name === "" ? "fn" : fn.name;
}
