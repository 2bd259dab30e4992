import { fieldAt, tableIn, tablesIn, vectorIn, type FlatTable } from "./flatbuffer.js";

// Numbers of fields in the tables of Arrow's metadata, as its .fbs files have them.
const MESSAGE = { kind: 1, header: 2, bodyLength: 3, custom: 4 } as const;
const SCHEMA = { endianness: 0, fields: 1, custom: 2 } as const;
const FIELD = { name: 0, typeKind: 2, type: 3, children: 5, custom: 6 } as const;
const RECORD_BATCH = { nodes: 1, buffers: 2, variadic: 4 } as const;
const DICTIONARY_BATCH = { data: 1 } as const;
const UNION = { typeKind: 14, typeIds: 1 } as const;

/** What a message is, by its number. */
export const Kind = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;

/** A message: what it is, and bytes of its body. */
export interface MessageFacts {
  readonly kind: number;
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
  if (header !== null) checkHeader(header, kind);
  vectorIn(message, MESSAGE.custom, 4);
  return { kind, body: bodyAt === null ? 0 : Number(view.getBigInt64(bodyAt, true)) };
}

function checkHeader(header: FlatTable, kind: number): void {
  switch (kind) {
    case Kind.schema: return checkSchema(header);
    case Kind.recordBatch: return checkRecordBatch(header);
    case Kind.dictionaryBatch: {
      const data = tableIn(header, DICTIONARY_BATCH.data);
      if (data !== null) checkRecordBatch(data);
    }
  }
}

function checkRecordBatch(batch: FlatTable): void {
  vectorIn(batch, RECORD_BATCH.nodes, 16);
  vectorIn(batch, RECORD_BATCH.buffers, 16);
  vectorIn(batch, RECORD_BATCH.variadic, 8);
}

export function checkSchema(schema: FlatTable): void {
  const place = fieldAt(schema, SCHEMA.endianness);
  if (place !== null && schema.view.getInt16(place, true) !== 0) throw new Error("its numbers have their highest byte first (big-endian), which is not supported; write it anew in the usual byte order");
  vectorIn(schema, SCHEMA.custom, 4);
  // Two that share a child, again and again, would be as many as there are grains of sand.
  const left = { fields: schema.view.byteLength / 4 };
  for (const field of tablesIn(schema, SCHEMA.fields)) checkField(field, left);
}

function checkField(field: FlatTable, left: { fields: number }): void {
  if (left.fields-- <= 0) throw new RangeError("more fields than there is room for");
  vectorIn(field, FIELD.name, 1);
  vectorIn(field, FIELD.custom, 4);
  const type = tableIn(field, FIELD.type);
  if (type !== null && isUnion(field)) vectorIn(type, UNION.typeIds, 4);
  for (const child of tablesIn(field, FIELD.children)) checkField(child, left);
}

function isUnion(field: FlatTable): boolean {
  const place = fieldAt(field, FIELD.typeKind);
  return place !== null && field.view.getUint8(place) === UNION.typeKind;
}
