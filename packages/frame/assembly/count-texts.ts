/**
 * A place for each of some texts of up to 8 bytes: slots of 32 bytes, of which each has the text, bytes first and zeros before them, its
 * length + 1 (0: the slot is free), and four numbers that together are how often it was there. There is one place for a text: who is put
 * there takes it from another.
 */
const SLOT: usize = 32;
/** Of 2048 slots. */
const SLOT_BITS: u64 = 11;

/**
 * Counts `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`, and is there if bit i from
 * `bits` on is set, or `bits` is 0. Numbers of the rows that are there and whose text has no place go to `others`; gives how many. Up to 8
 * bytes behind the texts are read.
 */
export function countTexts(block: usize, ends: usize, bits: usize, rows: usize, slots: usize, others: usize): u32 {
  const shift = block - <usize>load<u32>(ends);
  let next = others;
  let start = block;
  for (let row: usize = 0; row < rows; row++) {
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    const length = end - start;
    const text = bytesOf(start, length);
    start = end;
    if (bits != 0 && ((load<u8>(bits + (row >> 3)) >> (<u8>row & 7)) & 1) == 0) continue;
    const slot = slotOf(text, slots);
    if ((load<u64>(slot) == text) & (<usize>load<u32>(slot, 8) == length + 1)) {
      // A number in turn: to add to one that was just stored takes as long as all else.
      const count = slot + 4 * (row & 3);
      store<u32>(count, load<u32>(count, 16) + 1, 16);
    } else {
      store<u32>(next, <u32>row);
      next += 4;
    }
  }
  return <u32>((next - others) >> 2);
}

/** Gives a text of up to 8 bytes its place, and the number of that: who had it before is still counted there. */
export function placeText(start: usize, length: usize, slots: usize): usize {
  const text = bytesOf(start, length);
  const slot = slotOf(text, slots);
  store<u64>(slot, text);
  store<u32>(slot, <u32>length + 1, 8);
  return (slot - slots) / SLOT;
}

/** The bytes of a text of up to 8: shifted in two steps, since none can be by 64. */
@inline
function bytesOf(start: usize, length: usize): u64 {
  const half = 4 * (8 - <u64>length);
  return (load<u64>(start) << half) << half;
}

@inline
function slotOf(text: u64, slots: usize): usize {
  return slots + <usize>((text * 0x9e37_79b9_7f4a_7c15) >> (64 - SLOT_BITS)) * SLOT;
}
