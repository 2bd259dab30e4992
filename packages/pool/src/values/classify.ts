import { types } from "node:util";
import { MessagePort } from "node:worker_threads";
import { isIdentifier } from "../is-identifier.js";
import { viewType } from "./views.js";

/** What the encoder does with an object. */
export type Kind = "plain" | "array" | "whole" | "shared" | "view" | "handle" | "map" | "set" | "error" | "other";

/** One look at an object. `whole`: structured cloning takes it as it is, and nothing in it has to be looked at; `handle`: so do threads, and nobody else. */
export function classify(value: object): Kind {
  if (Array.isArray(value)) return types.isProxy(value) ? "other" : "array";
  if (isPlain(value)) return types.isProxy(value) || types.isModuleNamespaceObject(value) ? "other" : "plain";
  if (ArrayBuffer.isView(value)) return "view";
  if (types.isDate(value) || types.isRegExp(value) || types.isArrayBuffer(value) || types.isBoxedPrimitive(value)) return "whole";
  if (types.isSharedArrayBuffer(value)) return "shared";
  if (types.isMap(value)) return "map";
  if (types.isSet(value)) return "set";
  if (types.isNativeError(value) || value instanceof DOMException) return "error";
  if (value instanceof Blob || types.isKeyObject(value) || types.isCryptoKey(value)) return "handle";
  return "other";
}

/** No prototype, or a root of a realm's prototypes: the object may come from another `vm` context. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** What a message calls a thing that cannot be sent, and what to do about it. */
export function refusal(value: unknown): string {
  if (typeof value === "symbol") return `a symbol (${String(value)}): send its description`;
  if (typeof value === "function") return `${functionLabel(value)}: capture it by itself, task({ ${captureName(value.name)} }, …)`;
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  if (types.isProxy(value)) return "a Proxy: send a copy of what it stands for";
  if (types.isPromise(value)) return "a promise: await it first";
  if (types.isWeakMap(value) || types.isWeakSet(value) || value instanceof WeakRef) return `a ${className(value)}: send what it holds`;
  if (types.isGeneratorObject(value)) return "a generator: send an array of its values";
  if (types.isModuleNamespaceObject(value)) return "a module: import it where it is used, in a moduleTask";
  if (value instanceof MessagePort) return "a MessagePort: a port can only be moved, move(port)";
  return `an instance of ${className(value)}: send plain data, and make the instance there`;
}

/** What a message calls a thing that goes to threads and cannot be written as bytes: to another process, or among captures. */
export function bytesRefusal(value: object): string {
  if (ArrayBuffer.isView(value)) return `a view of shared memory, which only threads share: send a copy${value instanceof DataView ? " of its bytes" : `, new ${viewType(value)}(view)`}`;
  if (types.isSharedArrayBuffer(value)) return "a SharedArrayBuffer, which only threads share: send a copy, new Uint8Array(buffer).slice()";
  if (value instanceof MessagePort) return "a MessagePort, which can be moved to a thread only, as an argument: another process has none of it";
  const advice = value instanceof Blob ? "await blob.arrayBuffer()" : types.isKeyObject(value) ? "key.export()" : 'await crypto.subtle.exportKey("jwk", key)';
  return `a ${className(value)}, which can be an argument or a result of a thread only: send what it holds, ${advice}`;
}

function functionLabel(value: { readonly name: string; readonly toString: () => string }): string {
  return `${value.toString().startsWith("class") ? "the class" : "the function"} ${value.name === "" ? "<anonymous>" : value.name}`;
}

function captureName(name: string): string {
  return isIdentifier(name) ? name : "fn";
}

function className(value: object): string {
  const constructor: unknown = Reflect.get(value, "constructor");
  return typeof constructor === "function" && constructor.name !== "" && constructor !== Object ? constructor.name : "a class without a name";
}
