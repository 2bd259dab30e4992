import { find } from "./find";
import { markPoints, marksBefore } from "./marks";

/**
 * Behind how many code points of each of `rows` texts `length` bytes from `sought` on (one at least) are found first, -1 where they are not:
 * to `out`. Row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`; up to 64 bytes behind them are read. `list` has
 * room for an address of each byte.
 */
export function findRows(block: usize, ends: usize, rows: usize, sought: usize, length: usize, marks: usize, list: usize, out: usize): void {
  const shift = block - <usize>load<u32>(ends);
  const behind = shift + <usize>load<u32>(ends + 4 * rows);
  markPoints(block, behind - block, marks);
  const last = list + 4 * <usize>find(block, behind, sought, length, list);
  let start = block;
  for (let row: usize = 0; row < rows; row++) {
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    while (list < last && <usize>load<u32>(list) < start) list += 4;
    let points: i32 = -1;
    if (list < last) {
      const at = <usize>load<u32>(list);
      // What is across the end of a text is in none.
      if (at + length <= end) points = marksBefore(marks, at - block) - marksBefore(marks, start - block);
    }
    store<i32>(out + 4 * row, points);
    start = end;
  }
}

/** How often the bytes are found in each text, one behind the other: as {@link findRows}. */
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
