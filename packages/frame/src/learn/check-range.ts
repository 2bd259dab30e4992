import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";

/** Throws ArgumentError for what are not two numbers. */
export function checkRange(name: string, option: string, given: unknown): asserts given is readonly [low: number, high: number] {
  if (Array.isArray(given) && given.length === 2 && given.every((each) => typeof each === "number")) return;
  throw new ArgumentError(`${name}: ${option} is two numbers, [low, high], not ${Array.isArray(given) ? `[${given.map(shown).join(", ")}]` : shown(given)}`);
}
