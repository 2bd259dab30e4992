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

/** As {@link copy}, all by sixteens. Gives whether a byte is >= 0x80. */
@inline
export function copyText(from: usize, to: usize, bytes: usize): bool {
  const end = from + bytes;
  let high = 0;
  while (from < end) {
    const part = v128.load(from);
    v128.store(to, part);
    let found = i8x16.bitmask(part);
    if (end - from < 16) found &= (1 << <u32>(end - from)) - 1;
    high |= found;
    from += 16;
    to += 16;
  }
  return high != 0;
}
