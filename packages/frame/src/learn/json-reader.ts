import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Cell } from "../cell.js";

/**
 * A value in a transformer's JSON, which may have come from anywhere. What is asked of it is what `toJSON` gives at its
 * place; for anything else it throws ArgumentError, which names the place.
 */
export class JsonReader {
  readonly #value: unknown;
  /** `StandardScaler: fitted[0][1].mean` */
  readonly #place: string;

  constructor(value: unknown, place: string) {
    this.#value = value;
    this.#place = place;
  }

  get value(): unknown { return this.#value; }
  get isNull(): boolean { return this.#value === null; }
  get isRecord(): boolean { return isRecord(this.#value); }

  /** A property of an object; of a value that is not there where the object has none. */
  field(name: string): JsonReader {
    if (!isRecord(this.#value)) throw this.refused("an object");
    return new JsonReader(Object.hasOwn(this.#value, name) ? this.#value[name] : undefined, `${this.#place}.${name}`);
  }

  /** What `read` makes of it; undefined where it is not there. */
  optional<R>(read: (value: JsonReader) => R): R | undefined { return this.#value === undefined ? undefined : read(this); }

  text(): string {
    if (typeof this.#value !== "string") throw this.refused("text");
    return this.#value;
  }

  /** One of some words. */
  word<W extends string>(words: readonly W[]): W {
    if (!words.includes(this.#value as W)) throw this.refused(words.map((word) => JSON.stringify(word)).join(" or "));
    return this.#value as W;
  }

  flag(): boolean {
    if (typeof this.#value !== "boolean") throw this.refused("true or false");
    return this.#value;
  }

  /** A number, one that JSON lacks among them. */
  number(): number {
    const cell = this.cell();
    if (typeof cell !== "number") throw this.refused("a number");
    return cell;
  }

  /** One of some whole numbers. */
  size<N extends number>(sizes: readonly N[]): N {
    if (!sizes.includes(this.#value as N)) throw this.refused(sizes.join(" or "));
    return this.#value as N;
  }

  list<R>(read: (item: JsonReader) => R): R[] {
    if (!Array.isArray(this.#value)) throw this.refused("a list");
    return this.#value.map((item: unknown, i) => read(new JsonReader(item, `${this.#place}[${String(i)}]`)));
  }

  /** A list of exactly so many. */
  tuple(length: number): readonly JsonReader[] {
    const items = this.list((item) => item);
    if (items.length !== length) throw this.refused(`a list of ${String(length)}`);
    return items;
  }

  /** The properties of an object, by their names. */
  entries<R>(read: (value: JsonReader) => R): (readonly [name: string, value: R])[] {
    if (!isRecord(this.#value)) throw this.refused("an object");
    return Object.keys(this.#value).map((name) => [name, read(this.field(name))] as const);
  }

  /** A cell: what JSON lacks is an object that names its kind. */
  cell(): Cell {
    const value = this.#value;
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    if (isRecord(value) && Object.keys(value).length === 1) {
      const { bigint, date, number } = value;
      if (typeof bigint === "string" && /^-?\d{1,20}$/.test(bigint)) return BigInt(bigint);
      if (typeof date === "number" && !Number.isNaN(new Date(date).getTime())) return new Date(date);
      if (number === "NaN" || number === "Infinity" || number === "-Infinity") return Number(number);
    }
    throw this.refused("a cell");
  }

  /** The error for a value that is something else. */
  refused(expected: string): ArgumentError {
    const value = this.#value;
    const found = value === undefined ? "missing" : isRecord(value) ? "an object" : shown(value);
    return new ArgumentError(`${this.#place} is ${found}; it must be ${expected}, as toJSON gives it`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
