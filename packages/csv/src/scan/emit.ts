import type { Index, ScanDialect } from "./scan-types.js";
import type { Kernels } from "./kernels.js";
import type { ScanMemory } from "./ScanMemory.js";
import type { Slot, Slots } from "./Slots.js";

/** What a row of output text is made of. */
export type Piece =
  /** input fields first to last as the bytes they came in; in a short row a lacking one is empty */
  | { readonly kind: "fields"; readonly first: number; readonly last: number }
  /** ready-made text: output row r is bytes[offsets[r], offsets[r + 1]) */
  | { readonly kind: "cells"; readonly bytes: Uint8Array; readonly offsets: Uint32Array }
  /** decimal digits of output row r; nothing where its bit of the validity bitmap (least significant first, row 0 at `bit`) is 0 */
  | { readonly kind: "int32"; readonly values: Int32Array; readonly validity: Uint8Array | null; readonly bit: number };

export interface Emit {
  readonly index: Index;
  /** input rows to write, in order; null: all */
  readonly rows: Uint32Array | null;
  /** joined with `sep`; at least one */
  readonly pieces: readonly Piece[];
  readonly sep: number;
  /** what ends each row */
  readonly lineEnd: Uint8Array;
}

/** As the kernel numbers them. */
const FIELDS = 0;
const EACH_FIELD = 1;
const CELLS = 2;
const INTEGERS = 3;

/** digits, sign and separator of an int32 */
const INTEGER_BYTES = 12;
/** what the kernel leaves free at the end of a slot, twice */
const SLACK = 128;

/** Writes rows of text into a slot, and lends it. */
export function emit(kernels: Kernels, memory: ScanMemory, slots: Slots, dialect: ScanDialect, request: Emit): Slot {
  const { rows, index } = request;
  const count = rows === null ? index.rows : rows.length;
  const plan = planOf(memory, dialect, request, count);
  const slot = slots.take(guess(request, count));
  let row = 0;
  let used = 0;
  for (;;) {
    row = kernels.emit(plan, row, count, slot.from + used, slot.limit);
    used = kernels.outAt.value - slot.from;
    if (row === count) return slots.lend(slot, used);
    const room = slot.limit - slot.from;
    slot.grow(Math.max(room + (room >> 1), used + kernels.wanted.value + request.lineEnd.length + SLACK), used);
  }
}

/** Room that will nearly always do: too little is grown. */
function guess({ index, pieces, rows, lineEnd }: Emit, count: number): number {
  const { starts, next } = index;
  let bytes = SLACK + count * (lineEnd.length + pieces.length);
  for (const piece of pieces) {
    if (piece.kind === "cells") bytes += piece.offsets[count]! - piece.offsets[0]!;
    else if (piece.kind === "int32") bytes += count * INTEGER_BYTES;
  }
  // Rows that were picked are taken for average ones.
  const text = index.rows === 0 ? 0 : next - starts[0]!;
  return bytes + (rows === null ? text : Math.ceil((text / Math.max(1, index.rows)) * count));
}

/** The plan in memory, as the kernel reads it: its address. */
function planOf(memory: ScanMemory, dialect: ScanDialect, { index, rows, pieces, sep, lineEnd }: Emit, count: number): number {
  const header = 9;
  const plan = new Uint32Array(header + pieces.length * 4);
  const parts = pieces.flatMap((piece) => partsOf(piece, count));
  const [planAt, rowsAt, lineEndAt, ...addresses] = memory.stage([plan, rows, lineEnd, ...parts]);
  const words = new Uint32Array(memory.regions.buffer, planAt, plan.length);
  words.set([memory.text.byteOffset, index.starts.byteOffset, index.ends.byteOffset, index.columns, rowsAt!, sep, lineEndAt!, lineEnd.length, pieces.length]);
  const eachField = index.short || sep !== dialect.sep;
  let part = 0;
  for (const [i, piece] of pieces.entries()) {
    words.set(wordsOf(piece, eachField, () => addresses[part++]!), header + i * 4);
  }
  return planAt!;
}

/** What of a piece must be in memory. */
function partsOf(piece: Piece, count: number): (Uint8Array | Uint32Array | Int32Array | null)[] {
  switch (piece.kind) {
    case "fields": return [];
    case "cells": return [piece.bytes.subarray(piece.offsets[0], piece.offsets[count]), piece.offsets.subarray(0, count + 1)];
    case "int32": return [piece.values.subarray(0, count), piece.validity?.subarray(piece.bit >> 3, (piece.bit + count + 7) >> 3) ?? null];
  }
}

function wordsOf(piece: Piece, eachField: boolean, address: () => number): [number, number, number, number] {
  switch (piece.kind) {
    case "fields": return [eachField ? EACH_FIELD : FIELDS, piece.first, piece.last, 0];
    // Offsets count from the first byte that was given, which need not be the first that is used.
    case "cells": return [CELLS, address() - piece.offsets[0]!, address(), 0];
    case "int32": return [INTEGERS, address(), address(), piece.bit & 7];
  }
}
