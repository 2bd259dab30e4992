import { planOf } from "./emit-plan.js";
import type { Kernels } from "./kernels.js";
import type { Index, ScanDialect } from "./scan-types.js";
import type { ScanMemory } from "./ScanMemory.js";
import type { Slot, Slots } from "./Slots.js";

/** Which output rows have a cell. */
interface Validity {
  /** bitmap, least significant bit first; null: all have */
  readonly validity: Uint8Array | null;
  /** the bit of output row 0 */
  readonly bit: number;
}

/** What a row of output text is made of. */
export type Piece =
  /** input fields first to last as the bytes they came in; in a short row a lacking one is empty */
  | { readonly kind: "fields"; readonly first: number; readonly last: number }
  /** ready-made fields: output row r is bytes[offsets[r], offsets[r + 1]) */
  | { readonly kind: "cells"; readonly bytes: Uint8Array; readonly offsets: Uint32Array }
  /** ready-made fields by number: that of output row r is bytes[offsets[codes[r]], offsets[codes[r] + 1]) */
  | ({ readonly kind: "codes"; readonly codes: Int32Array; readonly bytes: Uint8Array; readonly offsets: Uint32Array } & Validity)
  /** Arrow utf8: quoted, and quotes in it doubled, where it has the separator, the quote, \n or \r */
  | ({ readonly kind: "utf8"; readonly bytes: Uint8Array; readonly offsets: Int32Array; readonly quote: number } & Validity)
  /** decimal digits */
  | ({ readonly kind: "int32"; readonly values: Int32Array } & Validity)
  /** as JavaScript writes numbers; NaN is missing, -0 is 0 */
  | ({ readonly kind: "float64"; readonly values: Float64Array } & Validity);

export interface Emit {
  readonly index: Index;
  /** input rows to write, in order; null: all */
  readonly rows: Uint32Array | null;
  /** joined with `sep`; at least one */
  readonly pieces: readonly Piece[];
  readonly sep: number;
  /** what ends each row */
  readonly lineEnd: Uint8Array;
  /** the field of a cell that a bitmap says is missing, and of NaN; left out: empty */
  readonly missing?: Uint8Array;
}

/** Rows of a call: what V8 makes of a kernel while it runs counts from the next call on. */
const STEP = 4096;
/** digits and sign of an int32, and of a double */
const INTEGER_BYTES = 11;
const FLOAT_BYTES = 24;
/** what the kernel leaves free at the end of a slot, twice */
const SLACK = 128;

/** Writes rows of text into a slot, and lends it. */
export function emit(kernels: Kernels, memory: ScanMemory, slots: Slots, dialect: ScanDialect, request: Emit): Slot {
  const { rows, index } = request;
  const count = rows === null ? index.rows : rows.length;
  const plan = planOf(kernels, memory, dialect, request, count);
  const slot = slots.take(guess(request, count));
  let row = 0;
  let used = 0;
  for (;;) {
    const to = Math.min(count, row + STEP);
    row = kernels.emit(plan, row, to, slot.from + used, slot.limit);
    used = kernels.outAt.value - slot.from;
    if (row === count) return slots.lend(slot, used);
    if (row === to) continue;
    const room = slot.limit - slot.from;
    slot.grow(Math.max(room + (room >> 1), used + kernels.wanted.value + request.lineEnd.length + SLACK), used);
  }
}

/** Room that will nearly always do: too little is grown. */
function guess({ index, pieces, rows, lineEnd, missing }: Emit, count: number): number {
  const { starts, next } = index;
  // Rows that were picked are taken for average ones.
  const text = index.rows === 0 ? 0 : ((next - starts[0]!) / index.rows) * (rows === null ? index.rows : count);
  let bytes = SLACK + text + count * (lineEnd.length + pieces.length);
  for (const piece of pieces) bytes += bytesOf(piece, count, missing?.length ?? 0);
  return Math.ceil(bytes);
}

/** What a piece adds to the text that came in. */
function bytesOf(piece: Piece, count: number, missing: number): number {
  switch (piece.kind) {
    case "fields": return 0;
    case "cells": return piece.offsets[count]! - piece.offsets[0]! + count;
    case "utf8": return piece.offsets[count]! - piece.offsets[0]! + count * (1 + (piece.validity === null ? 0 : missing));
    case "codes": return count * Math.max(longest(piece.offsets), missing);
    case "int32": return count * Math.max(INTEGER_BYTES, missing);
    case "float64": return count * Math.max(FLOAT_BYTES, missing);
  }
}

/** bytes of the longest field */
function longest(offsets: Uint32Array): number {
  let most = 0;
  for (let i = 1; i < offsets.length; i++) most = Math.max(most, offsets[i]! - offsets[i - 1]!);
  return most;
}
