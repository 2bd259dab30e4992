import { bitOf } from "../bitmap.js";
import type { Column } from "../column.js";
import type { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { endsOf } from "../verbs/keys/text-codes.js";

/** So many bytes at the beginning of a text are compared as one number, which tells most apart. */
const LEADING = 6;

/** The texts of a vector: that of its row `i` is bytes `ends[i]` up to `ends[i + 1]`. */
interface Texts {
  readonly bytes: Uint8Array;
  readonly words: DataView;
  readonly ends: Int32Array | Float64Array;
  readonly validity: Uint8Array | null;
}

/**
 * The row of the least text (or bytes) of each group (`sign` 1), or of the greatest (-1), in the order of their bytes, which for UTF-8
 * is that of code points; of equal ones the first.
 */
export function extremeText({ vectors, starts }: Column, codes: Int32Array, groups: number, sign: 1 | -1): Int32Array {
  const rows = new Int32Array(groups).fill(-1);
  const best = new Float64Array(groups).fill(Infinity);
  const texts = vectors.map(textsOf);
  /** which of them has the best of each group, and in which row */
  const holder = new Int32Array(groups);
  const place = new Int32Array(groups);
  for (const [k, own] of texts.entries()) {
    for (let i = 0; i < own.ends.length - 1; i++) {
      const group = codes[starts[k]! + i]!;
      if (group < 0 || (own.validity !== null && bitOf(own.validity, i) === 0)) continue;
      const leading = sign * leadingBytes(own, i);
      if (leading > best[group]! || (leading === best[group]! && sign * compareBehind(own, i, texts[holder[group]!]!, place[group]!) >= 0)) continue;
      best[group] = leading;
      holder[group] = k;
      place[group] = i;
      rows[group] = starts[k]! + i;
    }
  }
  return rows;
}

function textsOf(vector: Vector): Texts {
  const bytes = vector.storage.data as Uint8Array;
  const ends = endsOf(vector);
  return {
    bytes,
    words: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ends: ends instanceof Int32Array ? ends : Float64Array.from(ends, Number),
    validity: validityOf(vector),
  };
}

/** The first bytes of a text as a number, zeros behind its end. */
function leadingBytes({ bytes, words, ends }: Texts, i: number): number {
  const start = ends[i]!;
  const end = ends[i + 1]!;
  if (end - start >= LEADING) return words.getUint32(start) * 2 ** 16 + words.getUint16(start + 4);
  let leading = 0;
  for (let at = start; at < start + LEADING; at++) leading = leading * 256 + (at < end ? bytes[at]! : 0);
  return leading;
}

/** How two texts whose first bytes are one number compare: by what lies behind them, then by length. */
function compareBehind(a: Texts, i: number, b: Texts, j: number): number {
  const [from, other] = [a.ends[i]!, b.ends[j]!];
  const [size, otherSize] = [a.ends[i + 1]! - from, b.ends[j + 1]! - other];
  const both = Math.min(size, otherSize);
  for (let at = LEADING; at < both; at++) {
    const difference = a.bytes[from + at]! - b.bytes[other + at]!;
    if (difference !== 0) return difference;
  }
  return size - otherSize;
}
