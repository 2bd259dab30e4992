/** Longer copies are left to the engine's own. */
const LONG: usize = 512;

/** Copies `bytes` bytes, by sixteens: up to 15 bytes behind either stretch are read and written too. */
@inline
export function copy(from: usize, to: usize, bytes: usize): void {
  if (bytes > LONG) {
    memory.copy(to, from, bytes);
    return;
  }
  const end = to + bytes;
  while (to < end) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
}

/** As {@link copy}, by sixty-fours: rows of about a length then take as many steps each, which the processor foresees. */
@inline
export function copyRow(from: usize, to: usize, bytes: usize): void {
  if (bytes > LONG) {
    memory.copy(to, from, bytes);
    return;
  }
  const end = to + bytes;
  while (to < end) {
    v128.store(to, v128.load(from), 0);
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
    from += 64;
    to += 64;
  }
}

/** Copies a text by thirty-twos: up to 31 bytes behind either stretch are read and written too. Gives whether a byte is >= 0x80. */
@inline
export function copyText(from: usize, to: usize, bytes: usize): bool {
  const end = from + bytes;
  let high: u32 = 0;
  while (from < end) {
    high |= copy32(from, to, end - from);
    from += 32;
    to += 32;
  }
  return high != 0;
}

/** Copies 32 bytes. Gives which of the first `bytes` of them are >= 0x80, as bits. */
@inline
export function copy32(from: usize, to: usize, bytes: usize): u32 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  v128.store(to, a);
  v128.store(to, b, 16);
  const high = <u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16);
  return bytes < 32 ? high & ((1 << <u32>bytes) - 1) : high;
}
