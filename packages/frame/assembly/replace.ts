import { find } from "./find";

/** What {@link replaceRows} gives where the room is too little. */
const TOO_LONG: u32 = 0xffff_ffff;

/**
 * Copies each of `rows` texts, one behind the other to `to`, with the `size` bytes at `by` in place of each `length` bytes from `sought` on
 * (one at least), from the left. Row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`; up to 15 bytes around
 * what is copied are read, and written. Where each text ends, counted on from `used`, goes to `out`; gives the last of them. No more than
 * `room` bytes become of all, else nothing is done. `list` has room for an address of each byte.
 */
export function replaceRows(block: usize, ends: usize, rows: usize, sought: usize, length: usize, by: usize, size: usize, list: usize, to: usize, room: usize, used: u32, out: usize): u32 {
  const shift = block - <usize>load<u32>(ends);
  const last = list + 4 * <usize>find(block, shift + <usize>load<u32>(ends + 4 * rows), sought, length, list);
  const most = to + room;
  let at = to;
  for (let row: usize = 0; row < rows; row++) {
    let start = shift + <usize>load<u32>(ends + 4 * row);
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    for (; list < last; list += 4) {
      const place = <usize>load<u32>(list);
      if (place >= end) break;
      // What is across the end of a text, or of what was found before, is none.
      if (place < start || place + length > end) continue;
      if (at + (place - start) + size > most) return TOO_LONG;
      at = copy(start, place, at);
      at = copy(by, by + size, at);
      start = place + length;
    }
    if (at + (end - start) > most) return TOO_LONG;
    at = copy(start, end, at);
    store<u32>(out + 4 * row, used + <u32>(at - to));
  }
  return used + <u32>(at - to);
}

/** Copies bytes [from, end), 16 at a time; gives where the copy ends. */
@inline
function copy(from: usize, end: usize, at: usize): usize {
  const next = at + end - from;
  for (; at < next; at += 16, from += 16) v128.store(at, v128.load(from));
  return next;
}
