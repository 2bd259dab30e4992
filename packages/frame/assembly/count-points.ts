import { markPoints, marksBefore } from "./marks";

/**
 * Code points of each of `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`: to
 * `out`. Up to 64 bytes behind the texts are read.
 */
export function countPoints(block: usize, ends: usize, rows: usize, marks: usize, out: usize): void {
  const first = load<u32>(ends);
  markPoints(block, <usize>(load<u32>(ends + 4 * rows) - first), marks);
  let before: u32 = 0;
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const at = ends + 4 * row;
    const a = marksBefore(marks, <usize>(load<u32>(at, 4) - first));
    const b = marksBefore(marks, <usize>(load<u32>(at, 8) - first));
    const c = marksBefore(marks, <usize>(load<u32>(at, 12) - first));
    const d = marksBefore(marks, <usize>(load<u32>(at, 16) - first));
    const to = out + 4 * row;
    store<u32>(to, a - before);
    store<u32>(to, b - a, 4);
    store<u32>(to, c - b, 8);
    store<u32>(to, d - c, 12);
    before = d;
  }
  for (; row < rows; row++) {
    const until = marksBefore(marks, <usize>(load<u32>(ends + 4 * row, 4) - first));
    store<u32>(out + 4 * row, until - before);
    before = until;
  }
}
