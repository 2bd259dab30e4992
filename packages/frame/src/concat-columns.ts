import { ArgumentError, SchemaMismatchError } from "@framepool/errors";
import { withCategories } from "./add-categories.js";
import { castColumn } from "./cast.js";
import { Column, type FieldFacts } from "./column.js";
import { FLOAT64, INT64, typeName, UINT64, type DataType } from "./data-types.js";
import { unifyTypes } from "./unify.js";
import type { Vector } from "./vector.js";

/**
 * The rows of several columns in order, as one: their vectors are shared, and only parts of another type than the
 * common one are cast. Categories keep their own dictionaries; those of parts without rows are added to the last one. Throws SchemaMismatchError, naming the column and the
 * part, where types have nothing in common.
 */
export function concatColumns(name: string, columns: readonly Column[]): Column {
  const [first] = columns;
  if (first === undefined) throw new ArgumentError(`nothing to concatenate for column "${name}"`);
  if (columns.length === 1) return first.named(name);
  const type = commonType(name, columns);
  const cast = columns.map((column) => castColumn(column, type));
  const [filled, empty]: [Vector[], Vector[]] = [[], []];
  for (const { vectors } of cast) for (const vector of vectors) (vector.length > 0 ? filled : empty).push(vector);
  return withCategories(new Column(name, type, filled.length > 0 ? filled : empty.slice(0, 1), factsOf(cast)), empty);
}

/** The first part's metadata; nullable unless no part is. */
function factsOf(columns: readonly Column[]): FieldFacts {
  return { metadata: columns[0]!.facts.metadata, nullable: columns.some(({ facts }) => facts.nullable !== false) };
}

/** The type that all parts fit. Part numbers in errors count from 0. */
function commonType(name: string, columns: readonly Column[]): DataType {
  // Vectors are many where frames are put together one after the other: they are only asked where a type depends on cells.
  const exact = columns.some(({ type }) => type.kind === "list" || isUnsigned64(type)) ? wideIntegers(columns.flatMap(({ vectors }) => vectors)) : null;
  if (exact !== null) return exact;
  return columns.map(({ type }) => type).reduce((before, type, part) => {
    const common = unifyTypes(before, type);
    if (common !== null) return common;
    const own = columns[part]!.name;
    const [what, rest] = own === name || own === "" ? [`part ${String(part)}`, "the parts before it are"] : [`"${own}"`, "the columns before it are"];
    throw new SchemaMismatchError(`column "${name}": ${what} is ${typeName(type)}, ${rest} ${typeName(before)}; make them one type first`, { column: name });
  });
}

/**
 * uint64 beside signed integers, in columns or in lists: what one column of all the values would be decides, so that
 * a result does not depend on where it was cut. uint64 if no value is negative, int64 if none is beyond it, else float64.
 * Null for other types.
 */
function wideIntegers(vectors: readonly Vector[]): DataType | null {
  const known = vectors.filter(({ type }) => type.kind !== "null");
  const [first] = known;
  if (first === undefined) return null;
  if (first.type.kind === "list" && known.every(({ type }) => type.kind === "list")) {
    const item = wideIntegers(known.map(itemsOf));
    return item === null ? null : { ...first.type, item: { ...first.type.item, type: item }, large: known.some(({ type }) => type.kind === "list" && type.large) };
  }
  const types = known.map(({ type }) => type);
  if (!types.some(isUnsigned64)) return null;
  if (!types.some((type) => type.kind === "int" && type.signed) || types.some(({ kind }) => kind !== "int")) return null;
  const negative = known.some((vector) => hasCell(vector, (cell) => cell < 0));
  if (negative && known.some((vector) => vector.storage.data instanceof BigUint64Array && hasCell(vector, (cell) => cell >= BEYOND_SIGNED))) return FLOAT64;
  const exact = negative ? INT64 : UINT64;
  return types.some((type) => type.kind === "int" && type.bigint) ? { ...exact, bigint: true } : exact;
}

function isUnsigned64(type: DataType): boolean {
  return type.kind === "int" && type.bits === 64 && !type.signed;
}

const BEYOND_SIGNED = 2n ** 63n;

function itemsOf({ storage, offset, length }: Vector): Vector {
  const offsets = storage.offsets!;
  return storage.children[0]!.slice(Number(offsets[offset]!), Number(offsets[offset + length]!));
}

function hasCell(vector: Vector, sought: (cell: number | bigint) => boolean): boolean {
  const { storage, offset, length } = vector;
  const data = storage.data!;
  for (let i = 0; i < length; i++) if (sought(data[offset + i]!) && !vector.isNull(i)) return true;
  return false;
}
