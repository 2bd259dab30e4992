import { fieldAt, tableIn, tablesIn, vectorIn, type FlatTable } from "./flatbuffer.js";

// Numbers of fields in the tables of Arrow's metadata, as its .fbs files have them.
const MESSAGE = { kind: 1, header: 2, bodyLength: 3, custom: 4 } as const;
const SCHEMA = { endianness: 0, fields: 1, custom: 2 } as const;
const FIELD = { name: 0, typeKind: 2, type: 3, children: 5, custom: 6 } as const;
const RECORD_BATCH = { nodes: 1, buffers: 2, compression: 3, variadic: 4 } as const;
const DICTIONARY_BATCH = { data: 1 } as const;
const COMPRESSION = { codec: 0 } as const;
const UNION = { typeKind: 14, typeIds: 1 } as const;
const INT = { typeKind: 2, bits: 0 } as const;
/** types that apache-arrow has no class for, by their number */
const UNREAD: Readonly<Record<number, string>> = { 22: "RunEndEncoded", 25: "ListView", 26: "LargeListView" };

/** What a message is, by its number. */
export const Kind = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;

/** A message: what it is, by which method its body is compressed, and bytes of that. */
export interface MessageFacts {
  readonly kind: number;
  readonly codec: number | null;
  readonly body: number;
}

/**
 * Looks at the lists in a message, which apache-arrow reads as long as they say to be, wherever that leads.
 * Throws RangeError for one that goes beyond the message, an Error for numbers in an order that is not ours.
 */
export function checkMessage(message: FlatTable): MessageFacts {
  const { view } = message;
  const [kindAt, bodyAt] = [fieldAt(message, MESSAGE.kind), fieldAt(message, MESSAGE.bodyLength)];
  const kind = kindAt === null ? 0 : view.getUint8(kindAt);
  const header = tableIn(message, MESSAGE.header);
  const codec = header === null ? null : checkHeader(header, kind);
  vectorIn(message, MESSAGE.custom, 4);
  return { kind, codec, body: bodyAt === null ? 0 : Number(view.getBigInt64(bodyAt, true)) };
}

/** Looks at the lists in what a message brings. Gives the method by which its body is compressed. */
function checkHeader(header: FlatTable, kind: number): number | null {
  switch (kind) {
    case Kind.schema: checkSchema(header); return null;
    case Kind.recordBatch: return checkRecordBatch(header);
    case Kind.dictionaryBatch: {
      const data = tableIn(header, DICTIONARY_BATCH.data);
      return data === null ? null : checkRecordBatch(data);
    }
    default: return null;
  }
}

function checkRecordBatch(batch: FlatTable): number | null {
  vectorIn(batch, RECORD_BATCH.nodes, 16);
  vectorIn(batch, RECORD_BATCH.buffers, 16);
  vectorIn(batch, RECORD_BATCH.variadic, 8);
  const compression = tableIn(batch, RECORD_BATCH.compression);
  if (compression === null) return null;
  const place = fieldAt(compression, COMPRESSION.codec);
  return place === null ? 0 : compression.view.getInt8(place);
}

export function checkSchema(schema: FlatTable): void {
  const place = fieldAt(schema, SCHEMA.endianness);
  if (place !== null && schema.view.getInt16(place, true) !== 0) throw new Error("its numbers have their highest byte first (big-endian), which is not supported; write it anew in the usual byte order");
  vectorIn(schema, SCHEMA.custom, 4);
  // Two that share a child, again and again, would be as many as there are grains of sand.
  const left = { fields: schema.view.byteLength / 4 };
  for (const field of tablesIn(schema, SCHEMA.fields)) checkField(field, left, nameOf(field));
}

function checkField(field: FlatTable, left: { fields: number }, column: string): void {
  if (left.fields-- <= 0) throw new RangeError("more fields than there is room for");
  vectorIn(field, FIELD.name, 1);
  vectorIn(field, FIELD.custom, 4);
  const place = fieldAt(field, FIELD.typeKind);
  checkType(place === null ? 0 : field.view.getUint8(place), tableIn(field, FIELD.type), column);
  for (const child of tablesIn(field, FIELD.children)) checkField(child, left, column);
}

function checkType(kind: number, type: FlatTable | null, column: string): void {
  const unread = UNREAD[kind];
  if (unread !== undefined) throw new Error(`column "${column}" has Arrow's type ${unread}, which is not read here; cast it to another type before it is written`);
  if (type === null) return;
  if (kind === UNION.typeKind) vectorIn(type, UNION.typeIds, 4);
  const place = kind === INT.typeKind ? fieldAt(type, INT.bits) : null;
  const bits = place === null ? 0 : type.view.getInt32(place, true);
  if (bits > 64) throw new Error(`column "${column}" has integers of ${String(bits)} bits, which are not read here; cast it to int64, float64 or text before it is written`);
}

function nameOf(field: FlatTable): string {
  const name = vectorIn(field, FIELD.name, 1);
  const { view } = field;
  return name === null ? "" : Buffer.from(view.buffer, view.byteOffset + name.at, name.count).toString();
}
