import { isThenable, kindOf } from "@framepool/errors";

/** What has no cells by name of its own: of it a row without any cell would come. */
const OTHERS: ReadonlySet<string> = new Set(["Array", "Map", "Set", "WeakMap", "WeakSet", "Date", "RegExp", "Error", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Generator", "AsyncGenerator"].map((name) => `[object ${name}]`));

/**
 * Whether it is an object of cells by name, a row. Of any class, that of a library as well, whose rows may be iterated over:
 * but no promise, and none of what keeps its contents elsewhere.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  // That is nearly every row there is.
  if (Object.getPrototypeOf(value) === Object.prototype) return kindOf(value) === undefined;
  return !ArrayBuffer.isView(value) && !OTHERS.has(Object.prototype.toString.call(value)) && kindOf(value) === undefined && !isThenable(value);
}
