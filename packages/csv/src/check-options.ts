import { ArgumentError, isByName } from "@framepool/errors";
import { noColumn, shown } from "@framepool/frame/internal";
import type { Quoting } from "./options.js";

/** Throws ArgumentError for what are no options, and for one that is not among `known`: a misspelt one must not be ignored. pandas' own spelling of one (`index_col`) is told the same. */
export function checkNames(options: object, known: readonly string[], later: ReadonlyMap<string, string>): void {
  if (!isByName(options)) throw new ArgumentError(`options are an object, { ${known[0]!}: … }, not ${shown(options)}`);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || known.includes(name)) continue;
    const instead = later.get(name) ?? later.get(name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    if (instead !== undefined) throw new ArgumentError(`the option ${name} is not supported; ${instead}`);
    // The frame owns the hint for a misspelt name.
    const { message } = noColumn(name, known);
    throw new ArgumentError(message.replace("no column", "no option").replace("the columns are", "the options are"));
  }
}

/** The option, if it is one ASCII character that can stand between or around fields. */
export function oneCharacter(name: string, value: string): string {
  if (typeof value === "string" && /^[\x01-\x7f]$/.test(value) && value !== "\n" && value !== "\r") return value;
  throw new ArgumentError(`${name} is ${JSON.stringify(value)}; it must be one ASCII character, and no line break`);
}

/** Throws ArgumentError if two of the characters that have a meaning are the same. */
export function allDifferent(characters: Readonly<Record<string, string | null>>): void {
  const seen = new Map<string, string>();
  for (const [name, character] of Object.entries(characters)) {
    if (character === null) continue;
    const other = seen.get(character);
    if (other !== undefined) throw new ArgumentError(`${other} and ${name} are both ${JSON.stringify(character)}; they must differ`);
    seen.set(character, name);
  }
}

/** The option, if it is a whole number from 0. */
export function wholeNumber(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ArgumentError(`${name} is ${String(value)}; it must be a whole number from 0`);
}

/** The option, if it is one of the words. */
export function oneOf<T>(name: string, value: T, words: readonly T[]): T {
  if (words.includes(value)) return value;
  throw new ArgumentError(`${name} is ${JSON.stringify(value)}; it must be one of ${words.map((word) => JSON.stringify(word)).join(" ")}`);
}

const QUOTING: readonly Quoting[] = ["minimal", "all", "nonnumeric", "none"];

/** The word for `quoting`, which may be one of pandas' numbers. */
export function quotingOf(quoting: Quoting | 0 | 1 | 2 | 3): Quoting {
  const word = typeof quoting === "number" ? QUOTING[quoting] : quoting;
  if (word !== undefined && QUOTING.includes(word)) return word;
  throw new ArgumentError(`quoting is ${JSON.stringify(quoting)}; it must be one of ${QUOTING.map((each) => JSON.stringify(each)).join(" ")}`);
}
