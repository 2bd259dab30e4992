import { FrameError } from "@framepool/errors";
import { castColumn } from "../../cast.js";
import { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64, sameType, typeOf, type DataType, type DType } from "../../data-types.js";
import { nullVector } from "../../null-vector.js";
import { noColumn } from "../../schema.js";
import { Table } from "../../table.js";
import { checkByColumn, checkText } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { take } from "../take/take.js";
import { cannotConvert } from "./astype/misfit.js";
import { toBool } from "./astype/to-bool.js";
import { toCategory } from "./astype/to-category.js";
import { toFloat, toInteger } from "./astype/to-number.js";
import { toText } from "./astype/to-text.js";
import { toTime } from "./astype/to-time.js";

/** What happens to a column with a value that the type cannot hold. */
export interface AstypeOptions {
  /** `"raise"` (default): a FrameError naming the cell; `"ignore"`: the column stays as it is */
  readonly errors?: "raise" | "ignore";
}

/** The column as another type, values kept; itself if it has that type. Missing cells, NaN among them, stay missing. */
export function astype(column: Column, dtype: DType, options: AstypeOptions = {}): Column {
  const { errors = "raise" } = checkOptions("astype", options, CONVERTING);
  checkText("astype", "a type", dtype);
  const type = typeOf(dtype);
  try {
    return converted(column, type);
  } catch (error) {
    if (errors === "ignore" && error instanceof FrameError) return column;
    throw error;
  }
}

const CONVERTING = { errors: ["raise", "ignore"] } as const;

/** {@link astype} for every column, or for those that are named. Throws FrameError for a name that is not there. */
export function astypeTable(table: Table, types: DType | Readonly<Record<string, DType | undefined>>, options: AstypeOptions = {}): Table {
  if (typeof types === "string") return new Table(table[COLUMNS].map((column) => astype(column, types, options)), table.numRows);
  checkByColumn("astype", "types", types);
  checkOptions("astype", options, CONVERTING);
  for (const name of Object.keys(types)) if (!table.schema.has(name)) throw noColumn(name, table.schema.names);
  const columns = table[COLUMNS].map((column) => {
    const type = Object.hasOwn(types, column.name) ? types[column.name] : undefined;
    return type === undefined ? column : astype(column, type, options);
  });
  return new Table(columns, table.numRows);
}

/** The switch on the type that is asked for. */
function converted(column: Column, type: DataType): Column {
  const from = column.type;
  if (sameType(from, type)) return column;
  if (from.kind === "null") return new Column(column.name, type, column.vectors.map(({ length }) => nullVector(type, length)));
  if (from.kind === "dictionary" && type.kind !== "dictionary") return converted(from.values.kind === "utf8" ? castColumn(column, from.values) : decoded(column, from.values), type);
  if (from.kind === "float" && from.bits === 16) return converted(castColumn(column, FLOAT64), type);
  if ((from.kind === "decimal" || from.kind === "time") && type.kind === "dictionary") return toCategory(toText(column));
  switch (type.kind) {
    case "bool": return toBool(column);
    case "int": return toInteger(column, type);
    case "float": return toFloat(column, type);
    case "utf8": return toText(column);
    case "dictionary": return toCategory(column);
    case "date":
    case "timestamp":
    case "duration": return toTime(column, type);
    default: throw cannotConvert(column, type);
  }
}

/** The values in place of codes. */
function decoded({ name, vectors }: Column, type: DataType): Column {
  return new Column(name, type, vectors.flatMap((vector) => {
    const { data, dictionary } = vector.storage;
    const codes = Int32Array.from({ length: vector.length }, (_, i) => (vector.isNull(i) ? -1 : Number(data![vector.offset + i]!)));
    return take(Column.of(name, dictionary!), codes).vectors;
  }));
}
