import { readFileSync } from "node:fs";
import { DataFrame, Series } from "@framepool/frame";
import { decoded as decodedWith, type Json } from "./decoded.js";

/** One call, or a chain of them, and what pandas 2.3.3 gives for it. */
export interface PandasCase {
  readonly title: string;
  readonly target: Json;
  readonly steps: readonly (readonly [method: string, ...args: Json[]])[];
  readonly expected: Json;
}

const tables = ["cases.json", "cleaning-cases.json", "summary-cases.json", "edge-cases.json"];
const parts: Json[] = [];

/** The tables of cases that `packages/frame` is tested with. */
export function pandasCases(): PandasCase[] {
  return tables.flatMap((name) => {
    const table = JSON.parse(readFileSync(new URL(`../pandas/${name}`, import.meta.url), "utf8")) as RawCase[] | { parts: Json[]; cases: RawCase[] };
    const from = parts.length;
    if (!Array.isArray(table)) parts.push(...table.parts);
    return (Array.isArray(table) ? table : table.cases).map(({ title, target, steps, method, args, expected }) => ({ title, target: moved(target, from), steps: (steps ?? [[method!, ...args!]]).map((step) => moved(step as Json, from) as [string, ...Json[]]), expected }));
  });
}

interface RawCase { title: string; target: Json; steps?: [string, ...Json[]][]; method?: string; args?: Json[]; expected: Json }

/** References to parts, counted over all tables. */
function moved(value: Json, from: number): Json {
  if (Array.isArray(value)) return value.map((each) => moved(each, from));
  if (typeof value !== "object" || value === null) return value;
  if ("$part" in value) return { $part: (value.$part as number) + from };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each, from)]));
}

/** What a case's JSON stands for, with our frames and Series. */
export function decoded(value: Json): unknown {
  return decodedWith(value, parts);
}

/** The cells of a result, whatever shape its JSON or its object has: missing ones are null, bools beside numbers 0 and 1. */
export function cellsOf(result: unknown): unknown {
  if (result instanceof Series) return result.toList().map(cellOf);
  if (result instanceof DataFrame) return Object.fromEntries(result.columns.map((name) => [name, result.col(name).toList().map(cellOf)]));
  if (typeof result !== "object" || result === null || result instanceof Date) return cellOf(result);
  if (Array.isArray(result)) return result.map(cellsOf);
  // A column may have the name of a shape.
  if ("columns" in result) return Object.fromEntries(Object.entries(result.columns as object).map(([name, each]) => [name, cellsOf(each)]));
  for (const shape of ["values", "object", "value"]) if (shape in result) return cellsOf(Reflect.get(result, shape));
  return Object.fromEntries(Object.entries(result).map(([name, each]) => [name, cellsOf(each)]));
}

function cellOf(cell: unknown): unknown {
  if (cell === undefined || Number.isNaN(cell)) return null;
  return cell instanceof Date ? cell.getTime() : Array.isArray(cell) ? cell.map(cellOf) : cell;
}

/** Whether two results have the same cells, numbers up to a relative error. */
export function sameCells(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === "boolean" || typeof b === "boolean") return Number(a) === Number(b) && a !== null && b !== null && typeof a !== "string" && typeof b !== "string";
  if (typeof a === "number" && typeof b === "number") return a === b || Math.abs(a - b) <= tolerance * Math.max(1e-3, Math.abs(b));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => name in a && sameCells(Reflect.get(a, name), Reflect.get(b, name), tolerance));
}
