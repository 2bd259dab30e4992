import { FrameError } from "@framepool/errors";
import { noColumn, typeOf, type DataType, type DType } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { dateColumns } from "./date-columns.js";
import { cellParser } from "./parse-cell.js";

/** The declared type of each column, or null for one that is to be found. Throws FrameError where the file's columns are not the declared ones. */
export function declaredTypes(names: readonly string[], options: CsvReadOptions): (DataType | null)[] {
  const { dtype, schema, int64 } = options;
  if (schema !== undefined) {
    checkNamed(schema, names);
    const extra = names.find((name) => !Object.hasOwn(schema, name));
    if (extra !== undefined) throw new FrameError(`the file has a column "${extra}" that the schema does not name; add it, choose columns with usecols, or use dtype`, { column: extra });
  } else if (typeof dtype === "object") {
    checkNamed(dtype, names);
  }
  const byName = schema ?? (typeof dtype === "object" ? dtype : {});
  const all = typeof dtype === "string" ? typed(dtype, int64) : null;
  const dates = dateColumns(names, options);
  return names.map((name) => (dates.has(name) ? null : Object.hasOwn(byName, name) ? typed(byName[name]!, int64) : all));
}

/** The columns whose types are those of their first cells, so that a later one may not fit. */
export function guessedColumns(names: readonly string[], options: CsvReadOptions): ReadonlySet<string> {
  if (options.inferRows === undefined) return new Set();
  const types = declaredTypes(names, options);
  return new Set(names.filter((_, k) => types[k] === null));
}

function checkNamed(types: { readonly [column: string]: DType }, names: readonly string[]): void {
  for (const name of Object.keys(types)) if (!names.includes(name)) throw noColumn(name, names);
}

function typed(dtype: DType, int64: "bigint" | undefined): DataType {
  const type = reading(typeOf(dtype), int64);
  cellParser(type); // throws for a type that cannot be read from text
  return type;
}

/** A 64-bit integer type as `int64` says that it is read. */
export function reading(type: DataType, int64: "bigint" | undefined): DataType {
  return int64 === "bigint" && type.kind === "int" && type.bits === 64 ? { ...type, bigint: true } : type;
}
