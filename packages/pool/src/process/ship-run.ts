import type { RunWork } from "../protocol.js";
import { sourceBody } from "../travel/source-body.js";
import type { SourceFunction } from "../travel/subject.js";
import { encode } from "../values/encode.js";

/**
 * The `run` of a subclass, with the methods and own properties that it may use by `this`. The class itself does not
 * travel: each method is sent as a function is, and `super` is not there.
 *
 * Throws CaptureError for a method that cannot travel, SerializationError for a property that cannot.
 */
export function shipRun(object: object, base: object, file: string | null): RunWork {
  const methods = new Map<string, SourceFunction>();
  for (let prototype: unknown = Object.getPrototypeOf(object); typeof prototype === "object" && prototype !== null && prototype !== base; prototype = Object.getPrototypeOf(prototype)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (name !== "constructor" && typeof value === "function" && !methods.has(name)) methods.set(name, value as SourceFunction);
    }
  }
  return {
    kind: "run",
    methods: [...methods].map(([name, fn]) => ({ name, body: sourceBody({ op: "Process", fn, label: name, capturedBy: null, captures: [], file, hasThis: true }) })),
    fields: encode({ ...object }, { path: "this", direction: "to worker", bytes: true }).value,
  };
}
