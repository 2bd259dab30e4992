import { isSet } from "./bits";
import { copy, copyRow } from "./copy";
import { writeDigits } from "./digits";
import { copyPlain, writeQuoted } from "./write-text";

// Writes rows of text. What to write is a plan in memory, words of 32 bits:
//
//     text | starts | ends | columns | rows or 0 | sep | lineEnd | bytes of it | missing | bytes of it | pieces | then 6 words a piece:
//
//     FIELDS      first field | last field                                     one stretch of the text
//     EACH_FIELD  first field | last field                                     each by itself: a lacking one is empty
//     CELLS       bytes       | offsets                                        fields as they are
//     TEXTS       bytes       | offsets    | validity or 0 | its first | quote quoted where they must be
//     INTEGERS    values      | 0          | validity or 0 | its first         first: the bit of row 0
//     CODES       bytes       | offsets    | validity or 0 | its first | codes fields as they are, by number

const FIELDS: u32 = 0;
const EACH_FIELD: u32 = 1;
const CELLS: u32 = 2;
const TEXTS: u32 = 3;
const INTEGERS: u32 = 4;

const HEADER: usize = 44;
const PIECE: usize = 24;

/** behind the last whole row that was written */
export let outAt: usize = 0;
/** bytes from there to the end of the piece that did not fit */
export let wanted: usize = 0;

/** Writes output rows [from, to) from address `out` on. Gives the first that does not end 64 bytes before `limit`, or `to`. */
export function emit(plan: usize, from: u32, to: u32, out: usize, limit: usize): u32 {
  const text: usize = load<u32>(plan);
  const starts: usize = load<u32>(plan, 4);
  const ends: usize = load<u32>(plan, 8);
  const columns: usize = load<u32>(plan, 12);
  const rows: usize = load<u32>(plan, 16);
  const sep = load<u32>(plan, 20);
  const seps = i8x16.splat(<i8>sep);
  const lineEnd: usize = load<u32>(plan, 24);
  const lineEndBytes: usize = load<u32>(plan, 28);
  const missing: usize = load<u32>(plan, 32);
  const missingBytes: usize = load<u32>(plan, 36);
  const pieces = plan + HEADER;
  const lastPiece = pieces + (<usize>load<u32>(plan, 40) - 1) * PIECE;
  // What is written of numbers, and beside every piece, is in the slack.
  const room = limit - 64 - lineEndBytes;

  outAt = out;
  for (let r = from; r < to; r++) {
    const row = rows == 0 ? <usize>r : <usize>load<u32>(rows + (<usize>r << 2));
    const rowEnds = ends + ((row * columns) << 2);
    for (let piece = pieces; ; piece += PIECE) {
      const kind = load<u32>(piece);
      const a: usize = load<u32>(piece, 4);
      const b: usize = load<u32>(piece, 8);
      if (kind == FIELDS) {
        const start = fieldStart(starts, rowEnds, row, a);
        const bytes = <usize>load<u32>(rowEnds + (b << 2)) - start;
        if (out + bytes > room) return full(out + bytes, r);
        copyRow(text + start, out, bytes);
        out += bytes;
      } else if (kind == EACH_FIELD) {
        for (let k = a; ; k++) {
          const start = fieldStart(starts, rowEnds, row, k);
          const end: usize = load<u32>(rowEnds + (k << 2));
          const bytes = end > start ? end - start : 0;
          if (out + bytes > room) return full(out + bytes, r);
          copy(text + start, out, bytes);
          out += bytes;
          if (k == b) break;
          store<u8>(out++, <u8>sep);
        }
      } else if (kind == CELLS) {
        const start: usize = load<u32>(b + (<usize>r << 2));
        const bytes = <usize>load<u32>(b + (<usize>r << 2), 4) - start;
        if (out + bytes > room) return full(out + bytes, r);
        copy(a + start, out, bytes);
        out += bytes;
      } else {
        const validity: usize = load<u32>(piece, 12);
        const isThere = validity == 0 || isSet(validity, r + load<u32>(piece, 16));
        if (out > room) return full(out, r);
        if (!isThere) {
          if (out + missingBytes > room) return full(out + missingBytes, r);
          copy(missing, out, missingBytes);
          out += missingBytes;
        } else if (kind == TEXTS) {
          const quote = load<u32>(piece, 20);
          const start: usize = load<u32>(b + (<usize>r << 2));
          const bytes = <usize>load<u32>(b + (<usize>r << 2), 4) - start;
          if (out + bytes > room) return full(out + bytes, r);
          if (copyPlain(a + start, out, bytes, seps, i8x16.splat(<i8>quote))) {
            const most = bytes * 2 + 2;
            if (out + most > room) return full(out + most, r);
            out = writeQuoted(a + start, out, bytes, quote);
          } else out += bytes;
        } else if (kind == INTEGERS) {
          const value = <i64>load<i32>(a + (<usize>r << 2));
          if (value < 0) store<u8>(out++, 45);
          out = writeDigits(abs(value), out);
        } else {
          const field = b + (<usize>load<u32>(<usize>load<u32>(piece, 20) + (<usize>r << 2)) << 2);
          const start: usize = load<u32>(field);
          const bytes = <usize>load<u32>(field, 4) - start;
          if (out + bytes > room) return full(out + bytes, r);
          copy(a + start, out, bytes);
          out += bytes;
        }
      }
      if (piece == lastPiece) break;
      store<u8>(out++, <u8>sep);
    }
    if (out > room) return full(out, r);
    copy(lineEnd, out, lineEndBytes);
    out += lineEndBytes;
    outAt = out;
  }
  return to;
}

@inline
function fieldStart(starts: usize, rowEnds: usize, row: usize, k: usize): usize {
  return k == 0 ? <usize>load<u32>(starts + (row << 2)) : <usize>load<u32>(rowEnds + (k << 2) - 4) + 1;
}

function full(end: usize, row: u32): u32 {
  wanted = end - outAt;
  return row;
}
