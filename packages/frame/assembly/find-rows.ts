import { firstMarked, markEnds } from "./contain";
import { find } from "./find";
import { markPoints, marksBefore } from "./marks";

/**
 * Behind how many code points of each of `rows` texts `length` bytes from `sought` on (one at least) are found first, -1 where they are not:
 * to `out`. Row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`; up to 64 and `length` bytes behind them are
 * read. `marks` and `places` have room for marks.
 */
export function findRows(block: usize, ends: usize, rows: usize, sought: usize, length: usize, marks: usize, places: usize, out: usize): void {
  const first = load<u32>(ends);
  const size = <usize>(load<u32>(ends + 4 * rows) - first);
  markPoints(block, size, marks);
  markEnds(block, size, sought, length, places);
  let start: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    const end = <usize>(load<u32>(ends + 4 * row, 4) - first);
    const at = end - start < length ? -1 : firstMarked(block, places, start, end - length, sought, length);
    store<i32>(out + 4 * row, at < 0 ? at : <i32>(marksBefore(marks, at) - marksBefore(marks, start)));
    start = end;
  }
}

/** How often the bytes are found in each text, one behind the other: as {@link findRows}; `list` has room for an address of each byte. */
export function countFound(block: usize, ends: usize, rows: usize, sought: usize, length: usize, list: usize, out: usize): void {
  const shift = block - <usize>load<u32>(ends);
  const last = list + 4 * <usize>find(block, shift + <usize>load<u32>(ends + 4 * rows), sought, length, list);
  let start = block;
  for (let row: usize = 0; row < rows; row++) {
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    let count: u32 = 0;
    for (; list < last; list += 4) {
      const at = <usize>load<u32>(list);
      if (at >= end) break;
      if (at < start || at + length > end) continue;
      count++;
      start = at + length;
    }
    store<u32>(out + 4 * row, count);
    start = end;
  }
}
