/** Up to 8 bytes as a word, with zeros before them: shifted in two steps, since none can be by 64. Reads 8. */
@inline
export function fewBytes(start: usize, length: usize): u64 {
  const half = 4 * (8 - <u64>length);
  return (load<u64>(start) << half) << half;
}
