import { Series, type DataFrame } from "@framepool/frame/internal";
import { batchBytes, columnOf, COLUMNS, columnsOf, frameOf, NULL, nullVector, pack, seriesOf, take, takeTable, toBatches, typeName, unpack, Column, type Origin, type PackedBatch, type RecordBatch, type Storage, type Transport } from "@framepool/frame/internal";

/** A frame or Series on the wire: its record batches, what moves with them, and where each vector came from. */
export interface PackedPart {
  readonly batches: PackedBatch[];
  readonly transfer: ArrayBuffer[];
  readonly origins: Origin[];
}

/** Packs a frame, or a Series as a frame of one column. Storages in `known` cost a number: the other side has them. */
export function packPart(value: DataFrame | Series, transport: Transport, known?: ReadonlyMap<Storage, number>): PackedPart {
  const part: PackedPart = { batches: [], transfer: [], origins: [] };
  for (const batch of batchesOf(value)) {
    const { packed, transfer, origins } = pack(batch, known === undefined ? { transport } : { transport, known });
    part.batches.push(packed);
    for (const buffer of transfer) part.transfer.push(buffer);
    for (const origin of origins) part.origins.push(origin);
  }
  return part;
}

export function batchesOf(value: DataFrame | Series): RecordBatch[] {
  const frame = asFrame(value);
  return toBatches(frame.schema, columnsOf(frame), frame.numRows);
}

/** Bytes of its cells. */
export function bytesOf(value: DataFrame | Series): number {
  return Math.ceil(batchesOf(value).reduce((bytes, batch) => bytes + batchBytes(batch), 0));
}

/** Its columns, by name and type, in words. */
export function columnTypes({ schema }: DataFrame): { readonly name: string; readonly type: string }[] {
  return schema.fields.map(({ name, type }) => ({ name, type: typeName(type) }));
}

export function rowsOf(value: DataFrame | Series): number {
  return value instanceof Series ? value.length : value.numRows;
}

/** These rows of it. */
export function rowsAt(value: DataFrame, rows: Int32Array): DataFrame;
export function rowsAt(value: DataFrame | Series, rows: Int32Array): DataFrame | Series;
export function rowsAt(value: DataFrame | Series, rows: Int32Array): DataFrame | Series {
  if (value instanceof Series) return seriesOf(take(columnOf(value), rows));
  return frameOf(takeTable(value, rows)[COLUMNS], rows.length);
}

/** A Series as a frame of one column. */
export function asFrame(value: DataFrame | Series): DataFrame {
  return value instanceof Series ? frameOf([columnOf(value)], value.length) : value;
}

/** The frame of {@link packPart}; `origins` are those of the part that the batches refer to, if they do. */
export function unpackPart(batches: readonly PackedBatch[], origins?: readonly Origin[]): DataFrame {
  const unpacked = batches.map((batch) => unpack(batch, origins));
  const columns = unpacked[0]!.schema.fields.map(({ name, type, ...facts }, k) => new Column(name, type, unpacked.map(({ vectors }) => vectors[k]!), facts));
  return frameOf(columns, unpacked.reduce((rows, { length }) => rows + length, 0));
}

/** Storages of a part in the order in which its vectors were packed: what a result may refer to. */
export function knownStorages(part: DataFrame): Map<Storage, number> {
  const known = new Map<Storage, number>();
  let index = 0;
  for (const { vectors } of batchesOf(part)) {
    for (const { storage } of vectors) {
      if (!known.has(storage)) known.set(storage, index);
      index++;
    }
  }
  return known;
}

/** A Series that says nothing of what it would hold: whether rows become cells or objects, another part tells. */
export function isMissing(value: DataFrame | Series): value is Series {
  return value instanceof Series && value.name === "" && columnOf(value).type.kind === "null";
}

/** Rows of which nothing is known but that they are missing, under these names. */
export function missingRows(names: readonly string[], rows: number): DataFrame {
  return frameOf(names.map((name) => Column.of(name, nullVector(NULL, rows))), rows);
}

/** A Series again, where the steps ended in one. */
export function asSeries(frame: DataFrame): Series {
  return seriesOf(columnsOf(frame)[0]!);
}
