import { types } from "node:util";
import { MARK } from "./encoded.js";

/** A value that structured cloning takes as it is, and that holds no other. */
export function isSimple(value: unknown): boolean {
  return typeof value === "object" ? value === null : typeof value !== "function" && typeof value !== "symbol";
}

/** An object or array of simple values: what most items are, told at a third of a walk's cost. */
export function isFlat(value: object): boolean {
  // First: a proxy's traps would run at every question.
  if (types.isProxy(value)) return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isSimple(value[i])) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const record = value as Readonly<Record<string, unknown>>;
  // Own keys and no others: Object.prototype has no enumerable ones.
  for (const key in record) if (!isSimple(record[key]) || key === MARK) return false;
  return true;
}
