import { ArgumentError, late } from "@framepool/errors";
import type * as Arrow from "apache-arrow";
import { bitmapBytes } from "../bitmap.js";
import { shown } from "../build/cell-error.js";
import { COLUMNS } from "../columns-key.js";
import { layoutOf } from "../layout.js";
import { toBatches } from "../record-batch.js";
import type { Table } from "../table.js";
import type { Vector } from "../vector.js";
import { fieldToArrow, type ArrowModule } from "./type-to-arrow.js";

/**
 * A table as an apache-arrow Table, on the same memory: no copy, and a record batch for each of its chunks. With the
 * user's own `arrow` namespace it is at once, and of that copy's classes; without, a promise, since loading the
 * package takes 80 ms.
 */
export function toArrow(table: Table): Promise<Arrow.Table>;
export function toArrow(table: Table, arrow: ArrowModule): Arrow.Table;
export function toArrow(table: Table, arrow?: ArrowModule): Arrow.Table | Promise<Arrow.Table> {
  const given: unknown = arrow;
  if (given !== undefined && (typeof given !== "object" || given === null || !("tableFromIPC" in given))) throw new ArgumentError(`toArrow takes the namespace of apache-arrow (import * as arrow from "apache-arrow"), or nothing, not ${shown(given)}`);
  return arrow === undefined ? late(() => import("apache-arrow")).then((own) => tableOf(own, table)) : tableOf(arrow, table);
}

function tableOf(arrow: ArrowModule, table: Table): Arrow.Table {
  const schema = new arrow.Schema(table.schema.fields.map((field) => fieldToArrow(arrow, field)));
  return new arrow.Table(schema, recordBatches(arrow, schema, table, new Map()));
}

/** A dictionary is one object, whichever chunks refer to it: writers tell dictionaries apart by identity. */
export type Dictionaries = Map<Vector, Arrow.Vector>;

/** The chunks of a table under a schema that was made of its fields. */
export function recordBatches(arrow: ArrowModule, schema: Arrow.Schema, table: Table, dictionaries: Dictionaries): Arrow.RecordBatch[] {
  const { fields } = schema;
  return toBatches(table.schema, table[COLUMNS], table.numRows).map(({ vectors, length }) => {
    const children = vectors.map((vector, i) => dataOf(arrow, vector, fields[i]!.type as Arrow.DataType, dictionaries));
    return new arrow.RecordBatch(schema, arrow.makeData({ type: new arrow.Struct(fields), length, nullCount: 0, children }));
  });
}

/** The parts of a chunk, as `makeData` takes them; which of them it reads depends on the type. */
interface Parts {
  type: Arrow.DataType;
  length: number;
  nullCount: number;
  offset?: number;
  nullBitmap?: Uint8Array;
  data?: ArrayBufferView;
  valueOffsets?: ArrayBufferView;
  typeIds?: ArrayBufferView;
  child?: Arrow.Data;
  children?: Arrow.Data[];
  dictionary?: Arrow.Vector;
}

/** One chunk of a column. */
export function dataOf(arrow: ArrowModule, vector: Vector, type: Arrow.DataType, dictionaries: Dictionaries): Arrow.Data {
  const { storage, offset, length } = vector;
  const parts: Parts = { type, length, nullCount: vector.nullCount, ...valuesOf(vector) };
  const child = (rows: Vector, i: number): Arrow.Data => dataOf(arrow, rows, childType(type, i), dictionaries);
  const all = storage.children;
  switch (storage.type.kind) {
    case "list":
    case "map": parts.child = child(all[0]!, 0); break;
    case "fixed-list": parts.child = child(all[0]!.slice(offset * storage.type.size, (offset + length) * storage.type.size), 0); break;
    case "struct": parts.children = all.map((rows, i) => child(rows.slice(offset, offset + length), i)); break;
    case "union": parts.children = all.map((rows, i) => child(storage.type.kind === "union" && storage.type.mode === "sparse" ? rows.slice(offset, offset + length) : rows, i)); break;
    case "dictionary": parts.dictionary = dictionaryOf(arrow, storage.dictionary!, type, dictionaries); break;
    default:
  }
  // Where there are bits, a chunk's offset says at which of a byte it begins. Everything else is cut.
  const { validity } = storage;
  const bits = validity !== null && vector.nullCount > 0 && storage.type.kind !== "union";
  if (bits || storage.type.kind === "bool") parts.offset = offset & 7;
  if (bits) parts.nullBitmap = bytesOfBits(validity, offset, length);
  return arrow.makeData(parts as Parameters<typeof Arrow.makeData>[0]);
}

function childType(type: Arrow.DataType, i: number): Arrow.DataType {
  return (type.children as readonly Arrow.Field[])[i]!.type as Arrow.DataType;
}

/** The window's values, offsets and type ids: views. */
function valuesOf({ storage, offset, length }: Vector): Pick<Parts, "data" | "valueOffsets" | "typeIds"> {
  const { type, data, offsets, typeIds } = storage;
  switch (type.kind) {
    case "bool": return { data: bytesOfBits(data as Uint8Array, offset, length) };
    case "utf8":
    case "binary": return { data: data!, valueOffsets: offsets!.subarray(offset, offset + length + 1) };
    case "list":
    case "map": return { valueOffsets: offsets!.subarray(offset, offset + length + 1) };
    case "union": {
      const ids = { typeIds: typeIds!.subarray(offset, offset + length) };
      return type.mode === "dense" ? { ...ids, valueOffsets: data!.subarray(offset, offset + length) } : ids;
    }
    default: {
      const layout = layoutOf(type);
      return layout === null ? {} : { data: data!.subarray(offset * layout.stride, (offset + length) * layout.stride) };
    }
  }
}

/** The bytes that hold bits `[offset, offset + length)`, which begin at bit `offset & 7` of the first. */
function bytesOfBits(bits: Uint8Array, offset: number, length: number): Uint8Array {
  return bits.subarray(offset >> 3, (offset >> 3) + bitmapBytes((offset & 7) + length));
}

function dictionaryOf(arrow: ArrowModule, dictionary: Vector, type: Arrow.DataType, dictionaries: Dictionaries): Arrow.Vector {
  const known = dictionaries.get(dictionary);
  if (known !== undefined) return known;
  const { dictionary: values } = type as unknown as { readonly dictionary: Arrow.DataType };
  const made = new arrow.Vector([dataOf(arrow, dictionary, values, dictionaries)]);
  dictionaries.set(dictionary, made);
  return made;
}
