import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { DataType } from "../data-types.js";
import type { Categories } from "./tally.js";

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

/** The inverse of {@link cellToJson}. */
export function cellFromJson(json: Json): Cell {
  if (typeof json !== "object" || json === null) return json;
  if ("bigint" in json) return BigInt(json.bigint as string);
  if ("date" in json) return new Date(Number(json.date));
  if ("number" in json) return Number(json.number);
  throw new ArgumentError("this JSON holds a cell that is none");
}

export function categoriesToJson({ type, values }: Categories): Json {
  return { type: type as unknown as Json, values: values.map(cellToJson) };
}

export function categoriesFromJson(json: Json): Categories {
  const { type, values } = json as { readonly type: Json; readonly values: readonly Json[] };
  return { type: type as unknown as DataType, values: values.map(cellFromJson) };
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

/** Reads what `toJSON` of a transformer gave, or the text of it. Throws ArgumentError for anything else. */
export function readJson(name: string, json: unknown): TransformerJson {
  const read = parsed(json);
  if (typeof read === "object" && read !== null && "transformer" in read && read.transformer === name) return read as TransformerJson;
  throw new ArgumentError(`${name}.fromJSON takes what ${name}.toJSON gave`);
}
