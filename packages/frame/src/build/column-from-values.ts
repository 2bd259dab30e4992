import { ArgumentError, FrameError } from "@framepool/errors";
import { castColumn } from "../cast.js";
import type { Cell } from "../cell.js";
import { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import { sameType, typeOf, type DataType, type DType, type IntType } from "../data-types.js";
import { layoutOf } from "../layout.js";
import { Storage, type DataArray } from "../storage.js";
import { Vector } from "../vector.js";
import type { Builder } from "./builder.js";
import { InferringBuilder } from "./infer.js";
import { makeBuilder, SMALL } from "./make-builder.js";

/** What a column can be made from. `undefined` is missing, as `null` is. */
export type ColumnValues = Iterable<Cell | undefined> | ArrayLike<Cell | undefined> | DataArray | Uint8ClampedArray;

export interface ColumnOptions {
  /** `"bigint"`: cells of 64 bits are read as bigint, where a number would throw on an unsafe value */
  readonly int64?: "bigint";
}

/**
 * A column from values. Without `dtype` the type is decided by all of them (see {@link InferringBuilder}).
 * A typed array of the right type is taken as it is, without a copy (do not write to it afterwards); any other value
 * is copied. What is made of bigints (or a BigInt64Array) without a dtype is read as bigints; a declared "int64" is
 * read as numbers unless `int64: "bigint"` is given.
 * Throws FrameError, naming column, row and value, for a cell that does not fit.
 */
export function columnFromValues(name: string, values: ColumnValues, dtype?: DType | DataType, options: ColumnOptions = {}): Column {
  const declared = typeof dtype === "string" ? typeOf(dtype) : dtype;
  const type = declared === undefined ? undefined : reading(declared, options);
  if (ArrayBuffer.isView(values)) {
    const taken = takenAsIs(values, type, options);
    if (taken !== null) return Column.of(name, taken);
  }
  try {
    return built(name, values, type, options);
  } catch (error) {
    if (!(error instanceof FrameError) || error.column !== null) throw error;
    throw new FrameError(`column "${name}", ${error.message}`, { column: name, row: error.row }, { cause: error });
  }
}

/** A 64-bit integer type as it is to be read; any other type as it is. */
function reading(type: DataType, { int64 }: ColumnOptions): DataType {
  return int64 === "bigint" && type.kind === "int" && type.bits === 64 ? { ...type, bigint: true } : type;
}

function built(name: string, values: ColumnValues, type: DataType | undefined, options: ColumnOptions): Column {
  const rows = "length" in values && typeof values.length === "number" ? values.length : SMALL;
  const vectors: Vector[] = [];
  const open = (): Builder => (type === undefined ? new InferringBuilder(rows) : makeBuilder(type, rows));
  let builder = open();
  const add = (cell: Cell | undefined): void => {
    if (builder.full) {
      vectors.push(builder.finish());
      builder = open();
    }
    builder.append(cell);
  };
  if (isIndexed(values)) for (let i = 0; i < values.length; i++) add(values[i]);
  else for (const cell of values) add(cell);
  vectors.push(builder.finish());
  const column = concatColumns(name, vectors.map((vector) => Column.of(name, vector)));
  const read = reading(column.type, options);
  return castColumn(column, read);
}

function isIndexed(values: ColumnValues): values is ArrayLike<Cell | undefined> & ColumnValues {
  return Array.isArray(values) || ArrayBuffer.isView(values) || !(Symbol.iterator in values);
}

/** A typed array as a vector on the same memory; null where its values are of another type than asked for. */
function takenAsIs(values: ArrayBufferView, type: DataType | undefined, options: ColumnOptions): Vector | null {
  const data = values instanceof Uint8ClampedArray ? new Uint8Array(values.buffer, values.byteOffset, values.length) : values;
  const own = typeOfArray(data);
  if (own === null) throw new ArgumentError(`a ${values.constructor.name} holds no cells; give an array, an iterable or a typed array`);
  const held = data as DataArray;
  if (type === undefined) return vectorOn(isBig(held) ? { ...(own as IntType), bigint: true } : reading(own, options), held);
  return sameType(own, type) || (layoutOf(type)?.array === layoutOf(own)?.array && isTime(type)) ? vectorOn(type, held) : null;
}

function vectorOn(type: DataType, data: DataArray): Vector {
  return new Vector(new Storage(type, data.length, { data }));
}

function isBig(data: DataArray): boolean {
  return data instanceof BigInt64Array || data instanceof BigUint64Array;
}

/** Times count their own unit in a BigInt64Array, as bigint cells do. */
function isTime(type: DataType): boolean {
  return type.kind === "timestamp" || type.kind === "duration";
}

const NAMES: Readonly<Record<string, DType>> = {
  Int8Array: "int8", Int16Array: "int16", Int32Array: "int32", BigInt64Array: "int64",
  Uint8Array: "uint8", Uint16Array: "uint16", Uint32Array: "uint32", BigUint64Array: "uint64",
  Float32Array: "float32", Float64Array: "float64",
};

function typeOfArray(data: ArrayBufferView): DataType | null {
  const tag: unknown = Reflect.get(data, Symbol.toStringTag); // "Uint8Array" for a Buffer too, and in another realm
  return typeof tag === "string" && Object.hasOwn(NAMES, tag) ? typeOf(NAMES[tag]!) : null;
}
