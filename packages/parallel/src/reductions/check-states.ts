import { inspect, types } from "node:util";
import { SerializationError } from "@framepool/errors";
import type { Aggregated, SpecsPlan } from "./aggregates.js";

/**
 * Throws SerializationError, naming the aggregate and the place in its state, for a state of a user's own that cannot be
 * sent: one that holds itself, a function, a symbol, or an instance of a class, which would arrive without it. In line too,
 * where nothing is sent: an aggregate works everywhere or nowhere.
 */
export function checkStates(aggregated: readonly Aggregated[], { aggregates }: SpecsPlan): void {
  for (const { name, place, state: states } of aggregated) {
    if (aggregates[place]!.of !== "custom") continue;
    for (const state of states as readonly unknown[]) check(state, name, "state", []);
  }
}

function check(value: unknown, name: string, path: string, holders: readonly object[]): void {
  if (typeof value === "function" || typeof value === "symbol") throw refused(name, path, `is a ${typeof value}, which cannot be sent`);
  if (typeof value !== "object" || value === null) return;
  if (holders.includes(value)) throw refused(name, path, "holds itself, which cannot be told to other parts");
  const inside = [...holders, value];
  // Most of what a state holds is numbers and text, of which there is nothing to ask.
  const look = (item: unknown, place: () => string): void => {
    if (typeof item === "object" || typeof item === "function" || typeof item === "symbol") check(item, name, path + place(), inside);
  };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) look(value[i], () => `[${String(i)}]`);
    return;
  }
  if (types.isMap(value)) {
    for (const [key, item] of value) {
      look(key, () => " (a key)");
      look(item, () => `.get(${inspect(key, { depth: 0 })})`);
    }
    return;
  }
  if (types.isSet(value)) {
    for (const item of value) look(item, () => " (a member)");
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    for (const [key, item] of Object.entries(value)) look(item, () => `.${key}`);
  } else if (!isKept(value)) {
    throw refused(name, path, `is an instance of ${value.constructor.name}, which would arrive as a plain object`);
  }
}

/** Whether a value of a class is one again where it arrives. */
function isKept(value: object): boolean {
  return types.isDate(value) || types.isRegExp(value) || types.isNativeError(value) || types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value) || types.isBoxedPrimitive(value);
}

function refused(name: string, path: string, why: string): SerializationError {
  return new SerializationError(`the aggregate "${name}": its ${path} ${why}; let init and add give plain data, { count, sum }`, { path, direction: "from worker" });
}
