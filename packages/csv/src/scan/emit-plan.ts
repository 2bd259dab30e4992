import type { Emit, Piece } from "./emit.js";
import type { Kernels } from "./kernels.js";
import type { ScanDialect } from "./scan-types.js";
import type { ScanMemory, Staged } from "./ScanMemory.js";

// As the kernel numbers them; `assembly/emit.ts` draws the plan.
const FIELDS = 0;
const EACH_FIELD = 1;
const CELLS = 2;
const TEXTS = 3;
const INTEGERS = 4;
const CODES = 5;

const HEADER = 11;
const PIECE = 6;
/** Rows of a call, as in `emit`: a kernel that was made better while it ran is so from the next call on. */
const STEP = 4096;
/** The longest double has 25; what is written beyond the last one is in the slack of the stage. */
const FLOAT_BYTES = 32;

const EMPTY = new Uint8Array(0);

/** Puts the plan, and all that it needs, into memory. Gives its address. */
export function planOf(kernels: Kernels, memory: ScanMemory, dialect: ScanDialect, { index, rows, pieces, sep, lineEnd, missing = EMPTY }: Emit, count: number): number {
  const parts = pieces.map((piece) => partsOf(piece, count, missing));
  const addresses = memory.stage([(HEADER + pieces.length * PIECE) * 4, rows, lineEnd, missing, ...parts.flat()]);
  const [plan, rowsAt, lineEndAt, missingAt] = addresses as [number, number, number, number];
  const words = new Uint32Array(memory.regions.buffer, plan, HEADER + pieces.length * PIECE);
  words.set([memory.text.byteOffset, index.starts.byteOffset, index.ends.byteOffset, index.columns, rowsAt, sep, lineEndAt, lineEnd.length, missingAt, missing.length, pieces.length]);
  const eachField = index.short || sep !== dialect.sep;
  let part = 4;
  for (const [i, piece] of pieces.entries()) {
    const own = addresses.slice(part, (part += parts[i]!.length));
    words.set(wordsOf(kernels, memory, piece, count, own, eachField, [missingAt, missing.length]), HEADER + i * PIECE);
  }
  return plan;
}

/** What of a piece must be in memory: arrays, or room in bytes. */
function partsOf(piece: Piece, count: number, missing: Uint8Array): Staged[] {
  switch (piece.kind) {
    case "fields": return [];
    case "cells": return [usedBytes(piece, count), piece.offsets.subarray(0, count + 1)];
    case "codes": return [piece.bytes, piece.offsets, usedBits(piece, count), piece.codes.subarray(0, count)];
    case "utf8": return [usedBytes(piece, count), piece.offsets.subarray(0, count + 1), usedBits(piece, count)];
    case "int32": return [piece.values.subarray(0, count), usedBits(piece, count)];
    case "float64": return [piece.values.subarray(0, count), usedBits(piece, count), (count + 1) * 4, count * Math.max(FLOAT_BYTES, missing.length)];
  }
}

function usedBytes({ bytes, offsets }: { readonly bytes: Uint8Array; readonly offsets: Uint32Array | Int32Array }, count: number): Uint8Array {
  return bytes.subarray(offsets[0], offsets[count]);
}

function usedBits({ validity, bit }: { readonly validity: Uint8Array | null; readonly bit: number }, count: number): Uint8Array | null {
  return validity === null ? null : validity.subarray(bit >> 3, (bit + count + 7) >> 3);
}

function wordsOf(kernels: Kernels, memory: ScanMemory, piece: Piece, count: number, at: readonly number[], eachField: boolean, missing: readonly [number, number]): number[] {
  switch (piece.kind) {
    case "fields": return [eachField ? EACH_FIELD : FIELDS, piece.first, piece.last];
    // Offsets count from the first byte that was given, which need not be the first that is used.
    case "cells": return [CELLS, at[0]! - piece.offsets[0]!, at[1]!];
    case "codes": return [CODES, at[0]!, at[1]!, at[2]!, piece.bit & 7, at[3]!];
    case "utf8": return [TEXTS, at[0]! - piece.offsets[0]!, at[1]!, at[2]!, piece.bit & 7, piece.quote];
    case "int32": return [INTEGERS, at[0]!, 0, at[1]!, piece.bit & 7];
    case "float64": {
      const [values, validity, offsets, bytes] = at as [number, number, number, number];
      new Uint32Array(memory.regions.buffer, offsets, 1)[0] = 0;
      for (let row = 0; row < count; row += STEP) kernels.writeFloats(row, Math.min(count, row + STEP), values, validity, piece.bit & 7, ...missing, offsets, bytes);
      return [CELLS, bytes, offsets];
    }
  }
}
