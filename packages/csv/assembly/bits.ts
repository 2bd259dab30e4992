/** Whether a bitmap, least significant bit first, has a row's cell. */
@inline
export function isSet(bits: usize, row: u32): bool {
  return ((load<u8>(bits + <usize>(row >> 3)) >> (row & 7)) & 1) != 0;
}
