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

/**
 * Copies each of `rows` texts, as {@link replaceRows} does, with parts in place of each match of matchAll (assembly/match.ts): match k is at
 * `list + k * slots`, `before` of them are of rows before, and up to the end of row i there are `counts[i]`. A part is two words, up to `last`:
 * where its bytes begin and end; or, if the first is below `slots`, which of the match's addresses say so, nothing where those are below 0.
 */
export function spliceRows(block: usize, ends: usize, rows: usize, list: usize, slots: usize, before: u32, counts: usize, parts: usize, last: usize, to: usize, room: usize, used: u32, out: usize): u32 {
  const shift = block - <usize>load<u32>(ends);
  const most = to + room;
  let at = to;
  let match = list + <usize>before * slots;
  for (let row: usize = 0; row < rows; row++) {
    let start = shift + <usize>load<u32>(ends + 4 * row);
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    const behind = list + <usize>load<u32>(counts + 4 * row) * slots;
    for (; match < behind; match += slots) {
      const place = <usize>load<u32>(match);
      if (at + (place - start) > most) return TOO_LONG;
      at = copy(start, place, at);
      for (let part = parts; part < last; part += 8) {
        let from = load<i32>(part);
        let stop = load<i32>(part, 4);
        if (<usize>from < slots) {
          const slot = match + <usize>from;
          from = load<i32>(slot);
          if (from < 0) continue;
          stop = load<i32>(slot, 4);
        }
        if (at + <usize>(stop - from) > most) return TOO_LONG;
        at = copy(<usize>from, <usize>stop, at);
      }
      start = <usize>load<u32>(match, 4);
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
