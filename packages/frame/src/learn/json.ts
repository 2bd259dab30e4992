import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import { categoriesOfValues, type Categories } from "./categories.js";
import { JsonReader } from "./json-reader.js";
import { typeFromJson } from "./type-from-json.js";

/** What JSON can hold. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A fitted transformer as plain data. */
export interface TransformerJson {
  readonly transformer: string;
  readonly options: unknown;
  /** what was fitted, by column; null: nothing yet */
  readonly fitted: readonly (readonly [column: string, state: Json])[] | null;
}

/** A cell as JSON: what JSON lacks is an object that names its kind. */
export function cellToJson(cell: Cell): Json {
  if (typeof cell === "bigint") return { bigint: String(cell) };
  if (cell instanceof Date) return { date: cell.getTime() };
  if (typeof cell === "number" && !Number.isFinite(cell)) return { number: String(cell) };
  return cell as Json;
}

export function categoriesToJson({ type, values }: Categories): Json {
  return { type: type as unknown as Json, values: values.map(cellToJson) };
}

export function categoriesFromJson(json: JsonReader): Categories {
  return categoriesOfValues(typeFromJson(json.field("type")), json.field("values").list((value) => value.cell()));
}

/** Values by column that a user gave as categories. */
export function givenFromJson(json: JsonReader): { readonly [column: string]: readonly Cell[] } {
  return Object.fromEntries(json.entries((values) => values.list((value) => value.cell())));
}

/** The option that says which columns; none where all that there are were meant. */
export function columnsFromJson(options: JsonReader): { readonly columns?: readonly string[] } {
  const columns = options.field("columns").optional((names) => names.list((name) => name.text()));
  return columns === undefined ? {} : { columns };
}

/** What a text of JSON holds, or what was read already; null for a text that is no JSON. */
export function parsed(json: unknown): unknown {
  if (typeof json !== "string") return json;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What `toJSON` of a transformer gave. */
export interface ReadJson {
  readonly options: JsonReader;
  /** what was fitted, by column; null: nothing yet */
  readonly fitted: readonly (readonly [column: string, state: JsonReader])[] | null;
}

/** Reads what `toJSON` of a transformer gave, or the text of it. Throws ArgumentError for anything else. */
export function readJson(name: string, json: unknown): ReadJson {
  const read = parsed(json);
  if (typeof read !== "object" || read === null || !("transformer" in read) || read.transformer !== name) throw new ArgumentError(`${name}.fromJSON takes what ${name}.toJSON gave`);
  const reader = new JsonReader(read, name);
  const fitted = reader.field("fitted");
  return { options: reader.field("options"), fitted: fitted.isNull ? null : fitted.list((each) => { const [column, state] = each.tuple(2); return [column!.text(), state!] as const; }) };
}
