import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { COLUMNS } from "../columns-key.js";

/** Throws ArgumentError for what is no whole number. */
export function checkWhole(verb: string, argument: string, given: unknown): asserts given is number {
  if (!Number.isInteger(given)) throw new ArgumentError(`${verb}: ${argument} is a whole number, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no number from 0 to 1. */
export function checkPart(verb: string, argument: string, given: unknown): asserts given is number {
  if (typeof given !== "number" || !(given >= 0 && given <= 1)) throw new ArgumentError(`${verb}: ${argument} is from 0 to 1, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no text. */
export function checkText(verb: string, argument: string, given: unknown): asserts given is string {
  if (typeof given !== "string") throw new ArgumentError(`${verb}: ${argument} is a text, not ${shown(given)}`);
}

/** Throws ArgumentError for what is no list of numbers. */
export function checkNumbers(verb: string, argument: string, given: unknown): asserts given is readonly number[] {
  if (!Array.isArray(given) && !ArrayBuffer.isView(given)) throw new ArgumentError(`${verb}: ${argument} is a number or a list of them, not ${shown(given)}`);
  const odd = (given as readonly unknown[]).find((each) => typeof each !== "number");
  if (odd !== undefined) throw new ArgumentError(`${verb}: ${argument} is a list of numbers, and ${shown(odd)} is none`);
}

/** Throws ArgumentError for what is no object by column name. */
export function checkByColumn(verb: string, argument: string, given: unknown): asserts given is Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !(Symbol.iterator in given) && !(COLUMNS in given)) return;
  throw new ArgumentError(`${verb}: ${argument} is an object by column name, { a: … }, not ${shown(given)}`);
}
