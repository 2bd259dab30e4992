// As little of the flatbuffers format as it takes to look at the frame of Arrow IPC before apache-arrow does. Every
// function throws RangeError for an offset that leads out of the bytes.

/** A table in flatbuffers: its bytes, and where it begins. */
export interface FlatTable {
  readonly view: DataView;
  readonly at: number;
}

/** The table that a buffer holds. */
export function rootTable(bytes: Uint8Array): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, at: view.getUint32(0, true) };
}

/** Position of a field, by its number; null where it has its default. */
export function fieldAt({ view, at }: FlatTable, field: number): number | null {
  const vtable = at - view.getInt32(at, true);
  const place = 4 + 2 * field;
  if (place >= view.getUint16(vtable, true)) return null;
  const offset = view.getUint16(vtable + place, true);
  return offset === 0 ? null : at + offset;
}

/** A field that is a table. */
export function tableIn(table: FlatTable, field: number): FlatTable | null {
  const place = fieldAt(table, field);
  return place === null ? null : { view: table.view, at: place + table.view.getUint32(place, true) };
}

/** A field that is a vector: how many elements it has, and where the first is. Null where there is none. Throws RangeError for one that is longer than the bytes. */
export function vectorIn(table: FlatTable, field: number, elementBytes: number): { readonly count: number; readonly at: number } | null {
  const vector = tableIn(table, field);
  if (vector === null) return null;
  const { view, at } = vector;
  const count = view.getUint32(at, true);
  if (at + 4 + count * elementBytes > view.byteLength) throw new RangeError("a vector is longer than its buffer");
  return { count, at: at + 4 };
}

/** The tables of a vector of tables. */
export function* tablesIn(table: FlatTable, field: number): Generator<FlatTable, void> {
  const { view } = table;
  const vector = vectorIn(table, field, 4);
  if (vector === null) return;
  for (let i = 0; i < vector.count; i++) {
    const at = vector.at + 4 * i;
    yield { view, at: at + view.getUint32(at, true) };
  }
}
