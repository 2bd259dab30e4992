import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { typeName, typeOf, type DType } from "../../data-types.js";
import { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";

/** A column type, `"number"` for all integers and floats, or `"datetime"` for dates and timestamps. */
export type KindOfColumn = DType | "number" | "datetime";

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
  const [kept, gone] = [include === undefined ? null : kindsOf("include", include), exclude === undefined ? [] : kindsOf("exclude", exclude)];
  return new Table(table[COLUMNS].filter((column) => (kept?.some((kind) => isOfKind(column, kind)) ?? true) && !gone.some((kind) => isOfKind(column, kind))), table.numRows);
}

function kindsOf(option: string, given: KindOfColumn | readonly KindOfColumn[]): readonly KindOfColumn[] {
  // What JavaScript passes may be anything, whatever the type says.
  const list: unknown = typeof given === "string" ? [given] : given;
  if (!Array.isArray(list)) throw new ArgumentError(`selectDtypes: ${option} is a type or a list of them, not ${shown(given)}`);
  const kinds = list as readonly KindOfColumn[];
  for (const kind of kinds) if (kind !== "number" && kind !== "datetime") typeOf(kind); // throws for a type that there is not
  return kinds;
}

function isOfKind({ type }: Column, kind: KindOfColumn): boolean {
  switch (kind) {
    case "number": return type.kind === "int" || type.kind === "float";
    case "datetime": return type.kind === "date" || type.kind === "timestamp";
    default: return typeName(type) === kind;
  }
}
