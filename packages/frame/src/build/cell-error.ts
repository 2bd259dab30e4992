import { A_PROMISE, A_TASK, FrameError, isThenable, kindOf } from "@framepool/errors";
import { typeName, type DataType } from "../data-types.js";

/** A value as an error shows it: short, and of which kind. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "bigint") return `${String(value)}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return "a function";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (Array.isArray(value)) return "an array";
  if (isThenable(value)) return A_PROMISE;
  if (kindOf(value) === A_TASK) return A_TASK;
  if (typeof value === "object" && value !== null) return `an object (${(Reflect.get(value, "constructor") as { readonly name?: string } | undefined)?.name ?? "no class"})`;
  return String(value);
}

/** The error for a cell that a type cannot hold: `row 3: 300 is no uint8: from 0 to 255`. */
export function badCell(value: unknown, type: DataType, row: number, why = ""): FrameError {
  return new FrameError(`row ${String(row)}: ${shown(value)} is no ${typeName(type)}${why === "" ? "" : `: ${why}`}`, { row });
}
