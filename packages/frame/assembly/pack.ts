/**
 * Copies texts one behind the other to `to`: of each of `rows`, what lies between the two addresses at `slot`; nothing where they are
 * below 0, or what is at `whole`, is. The slots of a row are `stride` bytes behind those of the one before. Where each text ends, counted on
 * from `used`, goes to `ends`; how many rows have none to `missing`, and behind it their numbers. Gives the last end. Up to 15 bytes behind the
 * texts are read, and written.
 */
export function packSlots(whole: usize, slot: usize, stride: usize, rows: usize, to: usize, used: u32, ends: usize, missing: usize): u32 {
  let at = to;
  let none = missing;
  for (let row: usize = 0; row < rows; row++, whole += stride, slot += stride) {
    const start = load<i32>(slot);
    if (load<i32>(whole) >= 0 && start >= 0) {
      let from = <usize>start;
      const end = at + <usize>(load<i32>(slot, 4) - start);
      for (let next = at; next < end; next += 16, from += 16) v128.store(next, v128.load(from));
      at = end;
    } else {
      none += 4;
      store<u32>(none, <u32>row);
    }
    store<u32>(ends + 4 * row, used + <u32>(at - to));
  }
  store<u32>(missing, <u32>(none - missing) >> 2);
  return used + <u32>(at - to);
}
