import { fewBytes } from "./few-bytes";

/**
 * A place for each of some texts of up to 8 bytes: slots of 32 bytes, of which each has the text, bytes first and zeros before them, its
 * length + 1 (0: the slot is free), and four numbers that together are how often it was there. There is one place for a text: who is put
 * there takes it from another.
 */
const SLOT: usize = 32;
/** Of 2048 slots. */
const SLOT_BITS: u64 = 11;

/** Where the row goes that is found next to have no place. */
let next: usize = 0;

/**
 * Counts `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`, and is there if bit i from
 * `bits` on is set, or `bits` is 0. Numbers of the rows that are there and whose text has no place go to `others`; gives how many. Up to 8
 * bytes behind the texts are read.
 */
export function countTexts(block: usize, ends: usize, bits: usize, rows: usize, slots: usize, others: usize): u32 {
  const shift = block - <usize>load<u32>(ends);
  next = others;
  for (let row: usize = 0; row < rows; row += 8) {
    const byte: u32 = bits == 0 ? 0xff : load<u8>(bits + (row >> 3));
    if (byte == 0xff && row + 8 <= rows) {
      // A number in turn: to add to one that was just stored takes as long as all else.
      const at = ends + 4 * row;
      const a = shift + <usize>load<u32>(at);
      const b = shift + <usize>load<u32>(at, 4);
      const c = shift + <usize>load<u32>(at, 8);
      const d = shift + <usize>load<u32>(at, 12);
      const e = shift + <usize>load<u32>(at, 16);
      const f = shift + <usize>load<u32>(at, 20);
      const g = shift + <usize>load<u32>(at, 24);
      const h = shift + <usize>load<u32>(at, 28);
      const i = shift + <usize>load<u32>(at, 32);
      countText(a, b, slots, row, 0);
      countText(b, c, slots, row + 1, 4);
      countText(c, d, slots, row + 2, 8);
      countText(d, e, slots, row + 3, 12);
      countText(e, f, slots, row + 4, 0);
      countText(f, g, slots, row + 5, 4);
      countText(g, h, slots, row + 6, 8);
      countText(h, i, slots, row + 7, 12);
      continue;
    }
    const end = min(row + 8, rows);
    for (let k = row; k < end; k++) if ((byte >> (<u32>k & 7)) & 1) countText(shift + <usize>load<u32>(ends + 4 * k), shift + <usize>load<u32>(ends + 4 * k, 4), slots, k, 0);
  }
  return <u32>((next - others) >> 2);
}

@inline
function countText(start: usize, end: usize, slots: usize, row: usize, turn: usize): void {
  const length = end - start;
  const text = fewBytes(start, length);
  const slot = slotOf(text, slots);
  if (((load<u64>(slot) ^ text) | (<u64>load<u32>(slot, 8) ^ <u64>(length + 1))) == 0) {
    store<u32>(slot + turn, load<u32>(slot + turn, 16) + 1, 16);
  } else {
    store<u32>(next, <u32>row);
    next += 4;
  }
}

/** Gives a text of up to 8 bytes its place, and the number of that: who had it before is still counted there. */
export function placeText(start: usize, length: usize, slots: usize): usize {
  const text = fewBytes(start, length);
  const slot = slotOf(text, slots);
  store<u64>(slot, text);
  store<u32>(slot, <u32>length + 1, 8);
  return (slot - slots) / SLOT;
}

@inline
function slotOf(text: u64, slots: usize): usize {
  return slots + <usize>((text * 0x9e37_79b9_7f4a_7c15) >> (64 - SLOT_BITS)) * SLOT;
}
