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
