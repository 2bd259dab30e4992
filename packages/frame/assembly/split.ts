import { find } from "./find";

/**
 * Cuts each of `rows` texts wherever `length` bytes from `sought` on (one at least) are, from the left, `limit` times at most. Row i is
 * the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`. Where each part begins, as `ends` count, goes to `starts`; where
 * it would end if all lay one behind the other, counted on from `used`, to `offsets`; how many parts there are up to the end of each row,
 * counted on from `known`, to `lists`. Gives how many parts there are. `list` has room for an address of each byte.
 */
export function splitRows(block: usize, ends: usize, rows: usize, sought: usize, length: usize, limit: u32, list: usize, starts: usize, offsets: usize, used: u32, lists: usize, known: u32): u32 {
  const shift = block - <usize>load<u32>(ends);
  const last = list + 4 * <usize>find(block, shift + <usize>load<u32>(ends + 4 * rows), sought, length, list);
  let part: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    let start = shift + <usize>load<u32>(ends + 4 * row);
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    let left = limit;
    for (; list < last; list += 4) {
      const at = <usize>load<u32>(list);
      if (at >= end) break;
      // What is across the end of a text, or of what was found before, is none.
      if (at < start || at + length > end || left == 0) continue;
      left--;
      used += <u32>(at - start);
      store<u32>(starts + part, <u32>(start - shift));
      store<u32>(offsets + part, used);
      part += 4;
      start = at + length;
    }
    used += <u32>(end - start);
    store<u32>(starts + part, <u32>(start - shift));
    store<u32>(offsets + part, used);
    part += 4;
    store<u32>(lists + 4 * row, known + (<u32>part >> 2));
  }
  return <u32>part >> 2;
}
