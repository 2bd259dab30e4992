/**
 * Code points of each of `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`: to
 * `out`. A byte of 10xxxxxx continues a character; every other begins one. Up to 15 bytes behind the texts are read.
 */
export function countPoints(block: usize, ends: usize, rows: usize, out: usize): void {
  const shift = block - <usize>load<u32>(ends);
  for (let row: usize = 0; row < rows; row++) store<u32>(out + 4 * row, load<u32>(ends + 4 * row, 4) - load<u32>(ends + 4 * row));
  const to = shift + <usize>load<u32>(ends + 4 * rows);
  let row: usize = 0;
  let end = shift + <usize>load<u32>(ends, 4);
  for (let at = block; at < to; at += 16) {
    for (let bits = i8x16.bitmask(i8x16.lt_s(v128.load(at), i8x16.splat(-64))); bits != 0; bits &= bits - 1) {
      const place = at + ctz(bits);
      if (place >= to) return;
      while (end <= place) {
        row++;
        end = shift + <usize>load<u32>(ends + 4 * row, 4);
      }
      store<u32>(out + 4 * row, load<u32>(out + 4 * row) - 1);
    }
  }
}
