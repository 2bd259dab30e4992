import { markPoints, marksBefore } from "./marks";

/**
 * Code points of each of `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`: to
 * `out`. Up to 64 bytes behind the texts are read.
 */
export function countPoints(block: usize, ends: usize, rows: usize, marks: usize, out: usize): void {
  const first = load<u32>(ends);
  markPoints(block, <usize>(load<u32>(ends + 4 * rows) - first), marks);
  let before: u32 = 0;
  for (let row: usize = 0; row < rows; row++) {
    const until = marksBefore(marks, <usize>(load<u32>(ends + 4 * row, 4) - first));
    store<u32>(out + 4 * row, until - before);
    before = until;
  }
}
