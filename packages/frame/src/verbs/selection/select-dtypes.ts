import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { typeName, typeOf, type DataType, type DType } from "../../data-types.js";
import { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";

/** A column type, `"number"` for all integers and floats, `"int"` and `"float"` for those of any size, or `"datetime"` for dates and timestamps. */
export type KindOfColumn = DType | keyof typeof KINDS;

const KINDS = {
  number: ["int", "float"],
  int: ["int"],
  float: ["float"],
  datetime: ["date", "timestamp"],
} as const satisfies Readonly<Record<string, readonly DataType["kind"][]>>;

/** Which columns are kept, by their types. */
export interface SelectDtypesOptions {
  /** only these (default: all) */
  readonly include?: KindOfColumn | readonly KindOfColumn[];
  /** not these */
  readonly exclude?: KindOfColumn | readonly KindOfColumn[];
}

/** The columns of some types, in order. Throws ArgumentError for a type that there is not, and where neither option is given. */
export function selectDtypes(table: Table, options: SelectDtypesOptions): Table {
  const { include, exclude } = checkOptions("selectDtypes", options, { include: "own", exclude: "own" });
  if (include === undefined && exclude === undefined) throw new ArgumentError(`selectDtypes: options are { include: "number" }, { exclude: "number" } or both, not ${shown(options)}`);
  if (include !== undefined) checkSizes(table[COLUMNS], kindsOf("include", include));
  const [kept, gone] = [include === undefined ? null : kindsOf("include", include), exclude === undefined ? [] : kindsOf("exclude", exclude)];
  return new Table(table[COLUMNS].filter((column) => (kept?.some((kind) => isOfKind(column, kind)) ?? true) && !gone.some((kind) => isOfKind(column, kind))), table.numRows);
}

function kindsOf(option: string, given: KindOfColumn | readonly KindOfColumn[]): readonly KindOfColumn[] {
  // What JavaScript passes may be anything, whatever the type says.
  const list: unknown = typeof given === "string" ? [given] : given;
  if (!Array.isArray(list)) throw new ArgumentError(`selectDtypes: ${option} is a type or a list of them, not ${shown(given)}`);
  const kinds = list as readonly KindOfColumn[];
  for (const kind of kinds) if (!isKind(kind)) typeOf(kind); // throws for a type that there is not
  return kinds;
}

function isKind(kind: KindOfColumn): kind is keyof typeof KINDS {
  return Object.hasOwn(KINDS, kind);
}

function isOfKind({ type }: Column, kind: KindOfColumn): boolean {
  return isKind(kind) ? (KINDS[kind] as readonly string[]).includes(type.kind) : typeName(type) === kind;
}

/**
 * Throws FrameError where pandas' name of all integers, or floats, names no column, and there are such of another size:
 * what a file has is int32 where it fits.
 */
function checkSizes(columns: readonly Column[], include: readonly KindOfColumn[]): void {
  for (const [name, kind] of [["int64", "int"], ["float64", "float"]] as const) {
    if (!include.includes(name) || include.includes(kind) || columns.some((column) => isOfKind(column, name))) continue;
    const others = columns.filter((column) => isOfKind(column, kind) && !include.some((own) => isOfKind(column, own)));
    if (others.length > 0) throw new FrameError(`selectDtypes: no column is ${name}, and ${others.map((column) => `"${column.name}" is ${typeName(column.type)}`).join(", ")}; write "${kind}" for those of any size`);
  }
}
