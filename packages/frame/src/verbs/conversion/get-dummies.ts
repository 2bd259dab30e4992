import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import type { DataType, DType } from "../../data-types.js";
import { columnNamed, Table } from "../../table.js";
import { checkText } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnList } from "../arguments/column-names.js";
import { isText } from "../cells/join-text.js";
import { seeCodes } from "../keys/block-codes.js";
import { codesOf } from "../keys/column-codes.js";
import { risingOrder } from "../sort/order-rows.js";
import { take } from "../take/take.js";
import { toText } from "./astype/to-text.js";
import { sortedCodes } from "./factorize.js";
import { BitSets, bitColumns, checkIndicatorType, indicators } from "./indicators.js";

/** How indicator columns are made. */
export interface DummyOptions<D extends DType = DType> {
  /** what stands before the values in the names of the new columns (default: the column's name): one for all, one for each, or by column name */
  readonly prefix?: string | readonly string[] | { readonly [column: string]: string };
  /** what stands between (default `"_"`) */
  readonly prefixSep?: string;
  /** leave out the first value of each column */
  readonly dropFirst?: boolean;
  /** a column for missing cells too */
  readonly dummyNa?: boolean;
  /** type of the new columns (default `"bool"`) */
  readonly dtype?: D;
}

/** The options of dummies. */
export const DUMMIES = { prefix: "own", prefixSep: "text", dropFirst: "flag", dummyNa: "flag", dtype: "own" } as const;

/** The table without the columns (default: all of text), and behind the others one indicator column for each of their values. */
export function getDummies(table: Table, names: readonly string[] | undefined, options: DummyOptions): Table {
  checkOptions("getDummies", options, DUMMIES);
  const columns = names === undefined ? table[COLUMNS].filter(isText) : columnList("getDummies", "columns", names).map((name) => columnNamed(table, name));
  const prefixes = prefixesOf(columns, options.prefix);
  const gone = new Set(columns);
  const made = columns.flatMap((column, i) => dummies(column, `${prefixes[i]!}${options.prefixSep ?? "_"}`, options));
  return new Table([...table[COLUMNS].filter((column) => !gone.has(column)), ...made], table.numRows);
}

/** {@link getDummies} of columns whose values, rows of other parts included, are known by name and in order. Another value has no column. */
export function dummiesWith(table: Table, known: readonly { readonly name: string; readonly values: readonly string[] }[], options: DummyOptions): Table {
  const columns = known.map(({ name }) => columnNamed(table, name));
  const prefixes = prefixesOf(columns, options.prefix);
  const gone = new Set(columns);
  const made = columns.flatMap((column, i) => dummies(column, `${prefixes[i]!}${options.prefixSep ?? "_"}`, options, known[i]!.values));
  return new Table([...table[COLUMNS].filter((column) => !gone.has(column)), ...made], table.numRows);
}

/** What the values of a column are called, in the order of their indicators. */
export function dummyValues(column: Column): string[] {
  return valuesOf(column).names;
}

/** Whether a column becomes dummies where none is named. */
export const isDummied = isText;

/** One indicator column for each value of a column, named as the value is. */
export function dummiesOf(column: Column, options: DummyOptions): Table {
  const { prefix, prefixSep = "_" } = checkOptions("getDummies", options, DUMMIES);
  if (prefix !== undefined) checkText("getDummies", "prefix", prefix);
  return new Table(dummies(column, prefix === undefined ? "" : `${prefix}${prefixSep}`, options), column.length);
}

function prefixesOf(columns: readonly Column[], prefix: DummyOptions["prefix"]): string[] {
  if (prefix === undefined) return columns.map(({ name }) => name);
  if (typeof prefix === "string") return columns.map(() => prefix);
  const given: unknown = prefix;
  if (!Array.isArray(given) && !isByName(given)) throw new ArgumentError(`getDummies: prefix is a text, a list of texts or an object of them by column name, not ${shown(given)}`);
  for (const [name, each] of Object.entries(given)) checkText("getDummies", `the prefix of "${name}"`, each);
  if (isListed(prefix)) {
    if (prefix.length === columns.length) return [...prefix];
    throw new ArgumentError(`getDummies: ${String(prefix.length)} prefixes for ${String(columns.length)} columns`);
  }
  return columns.map(({ name }) => {
    if (Object.hasOwn(prefix, name)) return prefix[name]!;
    throw new ArgumentError(`getDummies: prefix is an object without one for column "${name}"; give a text for each column`);
  });
}

function isListed(prefix: NonNullable<DummyOptions["prefix"]>): prefix is readonly string[] {
  return Array.isArray(prefix);
}

function dummies(column: Column, prefix: string, options: DummyOptions, known: readonly string[] | null = null): Column[] {
  const { dropFirst = false, dummyNa = false, dtype = "bool" } = options;
  const type = checkIndicatorType("getDummies", dtype);
  const bits = type.kind === "bool" ? dummyBits(column, prefix, dropFirst, dummyNa, known) : null;
  if (bits !== null) return bits;
  const { codes, names } = known === null ? valuesOf(column) : knownValues(column, known);
  const missing = names.length;
  if (dummyNa) for (let row = 0; row < codes.length; row++) if (codes[row] === -1) codes[row] = missing;
  const all = dummyNa ? [...names, "nan"] : names;
  const first = dropFirst ? 1 : 0;
  return indicators(all.slice(first).map((name) => `${prefix}${name}`), type, codes, first);
}

/** As bits, which are set block by block: no codes are made of all rows. null where they have to be. */
function dummyBits(column: Column, prefix: string, dropFirst: boolean, dummyNa: boolean, known: readonly string[] | null): Column[] | null {
  const sets = new BitSets(column.length);
  const found = seeCodes(column, (row, codes, count) => sets.add(row, codes, count));
  if (found === null) return null;
  const { names, codes } = known === null ? risingValues(take(column, found)) : { names: known, codes: placesIn(namesOf(take(column, found)), known, column.type) };
  const bits = [...Array.from(codes, (code) => (code < 0 ? sets.ofNone() : sets.of(code))), ...(dummyNa ? [sets.missing] : [])];
  const all = dummyNa ? [...names, "nan"] : names;
  const first = dropFirst ? 1 : 0;
  return bitColumns(all.slice(first).map((name) => `${prefix}${name}`), bits.slice(first), column.length);
}

/** What values are called, in rising order, and the place of each. */
function risingValues(values: Column): { readonly names: readonly string[]; readonly codes: Int32Array } {
  const codes = risingOrder(values, "getDummies");
  return { names: namesOf(take(values, codes)), codes };
}

/** The place of each name among others, or -1; of a float -0 is 0. */
function placesIn(others: readonly string[], names: readonly string[], { kind }: DataType): number[] {
  const keyOf = (name: string): string => (kind === "float" && name === "-0.0" ? "0.0" : name);
  const places = new Map(others.map((name, place) => [keyOf(name), place]));
  return names.map((name) => places.get(keyOf(name)) ?? -1);
}

function namesOf(values: Column): string[] {
  return [...(values.type.kind === "utf8" || values.type.kind === "null" ? values : toText(values))] as string[];
}

/** The number of each row's value, in rising order (an array of its own), and what the values are called. A category has all that its dictionaries hold. */
function valuesOf(column: Column): { codes: Int32Array; names: string[] } {
  if (column.type.kind === "dictionary") return categoriesOf(column);
  const { codes, first } = sortedCodes(column, "getDummies");
  return { codes, names: namesOf(take(column, first)) };
}

/** The place of each row's value among those that are known; -1 for a missing cell, -2 for another value. */
function knownValues(column: Column, known: readonly string[]): { codes: Int32Array; names: readonly string[] } {
  const { codes, names } = valuesOf(column);
  const places = placesIn(known, names, column.type);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = places[codes[row]!] === -1 ? -2 : places[codes[row]!]!;
  return { codes, names: known };
}

function categoriesOf(column: Column): { codes: Int32Array; names: string[] } {
  const { codes, first } = codesOf(column, "getDummies");
  const seen = [...take(column, first)] as string[];
  const held = [...new Set(column.vectors.flatMap(({ storage }) => [...Column.of("", storage.dictionary!)].filter((value) => value !== null)))] as string[];
  const ordered = column.type.kind === "dictionary" && column.type.ordered;
  const names = ordered ? held : Array.from(risingOrder(columnFromValues("", held, "string"), "getDummies"), (place) => held[place]!);
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = seen.map((value) => places.get(value)!);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = placeOf[codes[row]!]!;
  return { codes, names };
}
