import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import { Table } from "../../table.js";
import { isCell } from "./operand.js";

/** Throws ArgumentError for what is no bool. */
export function checkFlag(verb: string, argument: string, given: unknown): asserts given is boolean {
  if (typeof given !== "boolean") throw new ArgumentError(`${verb}: ${argument} is true or false, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no whole number, or less than the least one that may be. */
export function checkWhole(verb: string, argument: string, given: unknown, least = -Infinity): asserts given is number {
  if (typeof given === "number" && Number.isInteger(given) && given >= least) return;
  throw new ArgumentError(`${verb}: ${argument} is a whole number${least === -Infinity ? "" : ` from ${String(least)}`}, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no number from 0 to 1. */
export function checkPart(verb: string, argument: string, given: unknown): asserts given is number {
  if (typeof given !== "number" || !(given >= 0 && given <= 1)) throw new ArgumentError(`${verb}: ${argument} is from 0 to 1, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no text. */
export function checkText(verb: string, argument: string, given: unknown): asserts given is string {
  if (typeof given !== "string") throw new ArgumentError(`${verb}: ${argument} is a text, not ${shown(given)}`);
}

/** Throws ArgumentError for what can be no cell. */
export function checkValue(verb: string, argument: string, given: unknown): asserts given is Cell {
  if (!isCell(given)) throw new ArgumentError(`${verb}: ${argument} is a value (text, a number, a bool, a Date, null), not ${shown(given)}`);
}

/** Throws ArgumentError for what is no DataFrame. */
export function checkTable(verb: string, given: unknown): asserts given is Table {
  if (!(given instanceof Table)) throw new ArgumentError(`${verb} takes a DataFrame, not ${shown(given)}`);
}

/** A list of numbers, or a typed array of them, as a list. Throws ArgumentError for what is none. */
export function numberList(verb: string, argument: string, given: unknown): readonly number[] {
  if (!Array.isArray(given) && !(ArrayBuffer.isView(given) && Symbol.iterator in given)) throw new ArgumentError(`${verb}: ${argument} is a number or a list of them, not ${shown(given)}`);
  return Array.from(given as ArrayLike<unknown>, (each) => {
    if (typeof each === "number") return each;
    throw new ArgumentError(`${verb}: ${argument} is a list of numbers, and ${shown(each)} is none`);
  });
}

/** Throws ArgumentError for what is no object by column name. */
export function checkByColumn(verb: string, argument: string, given: unknown): asserts given is Readonly<Record<string, unknown>> {
  if (isByName(given)) return;
  throw new ArgumentError(`${verb}: ${argument} is an object by column name, { a: … }, not ${shown(given)}`);
}
