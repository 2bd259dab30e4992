// Marks on bytes: for each 64 of them a bit a byte, and how many are set before, in 16 bytes of memory.

/** Sets the marks of 64 bytes, where `before` are set before; gives how many are with them. */
@inline
export function setMarks(marks: usize, place: usize, bits: u64, before: u32): u32 {
  const at = marks + (place >> 2);
  store<u64>(at, bits);
  store<u32>(at, before, 8);
  return before + <u32>popcnt(bits);
}

/** How many of the bytes before a place are marked. */
@inline
export function marksBefore(marks: usize, place: usize): u32 {
  const at = marks + ((place >> 6) << 4);
  // A shift is by 0 to 63; of two, none of the marks may be left.
  return load<u32>(at, 8) + <u32>popcnt((load<u64>(at) << ~<u64>place) << 1);
}

/** The marks of 64 bytes from a place on. */
@inline
export function marksFrom(marks: usize, place: usize): u64 {
  const at = marks + ((place >> 6) << 4);
  const shift = <u64>place & 63;
  return (load<u64>(at) >> shift) | ((load<u64>(at, 16) << 1) << (63 - shift));
}

/** Bits of four times 16 bytes as those of 64. */
@inline
export function joined(a: i32, b: i32, c: i32, d: i32): u64 {
  return <u64>(<u32>(a | (b << 16))) | (<u64>(<u32>(c | (d << 16))) << 32);
}

/** Marks the bytes that begin a character: all but those of 10xxxxxx, which continue one. Up to 64 bytes behind `size` are read, and marked. */
export function markPoints(block: usize, size: usize, marks: usize): void {
  let count: u32 = 0;
  for (let place: usize = 0; place <= size; place += 64) {
    const at = block + place;
    count = setMarks(marks, place, joined(begins(at), begins(at + 16), begins(at + 32), begins(at + 48)), count);
  }
}

@inline
function begins(at: usize): i32 {
  return i8x16.bitmask(i8x16.gt_s(v128.load(at), i8x16.splat(-65)));
}
