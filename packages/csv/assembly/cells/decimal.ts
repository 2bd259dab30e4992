// Decimal digits, many at once: a byte each, the last one in the last byte. Of a word the last byte is its highest. Up to 16 bytes
// before a cell are read, which are there: no text lies in the first page of the scanner's memory.

/** So many bytes fit into a word. */
export const WORD: usize = 8;
/** So many bytes fit into a vector. */
export const VECTOR: usize = 16;

const DIGIT: u64 = 0x3030303030303030;
/** of a text's point, with the bits of a digit 0 turned over */
const POINT: u64 = 0x1e1e1e1e1e1e1e1e;
/** the same of one byte */
const POINT_BYTE: i8 = 0x1e;
const ONES: u64 = 0x0101010101010101;

/** The `length` bytes before `end`, 1 to 8, of which a digit is its number; bytes before them are 0. */
@inline
export function wordBefore(end: usize, length: usize): u64 {
  const others = <u64>(WORD - length) << 3;
  return ((load<u64>(end - WORD) ^ DIGIT) >> others) << others;
}

/** Whether every byte is a digit. */
@inline
export function areDigits(word: u64): bool {
  return (((word + 0x0606060606060606) | word) & 0xf0f0f0f0f0f0f0f0) == 0;
}

/** The number that digits spell. */
@inline
export function numberOf(digits: u64): u64 {
  const pairs = (digits * 2561) >> 8; // 10 * 256 + 1
  const fours = ((pairs & 0x00ff00ff00ff00ff) * 6553601) >> 16; // 100 * 65536 + 1
  return ((fours & 0x0000ffff0000ffff) * 42949672960001) >> 32; // 10000 * 2^32 + 1
}

/** The highest bit of the byte that is the first point, and maybe of some behind it; 0 if there is none. */
@inline
export function pointsIn(word: u64): u64 {
  const points = word ^ POINT;
  return (points - ONES) & ~points & 0x8080808080808080;
}

/** Without the first point: the bytes before it move up, and the first is 0. */
@inline
export function withoutPoint(word: u64, points: u64): u64 {
  const before = ((points & (0 - points)) >> 7) - 1;
  const moved = ((word & before) << 8) | (word & ~((before << 8) | 0xff));
  return select(moved, word, points != 0);
}

/** How many bytes are behind the first point; 0 if there is none. */
@inline
export function behindPoint(points: u64): usize {
  return select<usize>(7 - (<usize>ctz(points) >> 3), 0, points != 0);
}

/** The number of each lane. */
@inline
function lanes(): v128 {
  return i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/** As {@link wordBefore}, up to 16 bytes. */
@inline
export function vectorBefore(end: usize, length: usize): v128 {
  const isOwn = i8x16.ge_u(lanes(), i8x16.splat(<i8>(VECTOR - length)));
  return v128.and(v128.xor(v128.load(end - VECTOR), i8x16.splat(48)), isOwn);
}

/** The lane of the first point; 16 if there is none. */
@inline
export function pointLane(bytes: v128): u32 {
  return ctz(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(POINT_BYTE))) | 0x10000);
}

/** Without a lane: those before it move up, and the first is 0. Without lane 16, as they are. */
@inline
export function withoutLane(bytes: v128, lane: u32): v128 {
  const all = lanes();
  const moves = v128.and(i8x16.le_u(all, i8x16.splat(<i8>lane)), i8x16.splat(lane == 16 ? 0 : -1));
  // Lane 255 is 0.
  return i8x16.swizzle(bytes, i8x16.add(all, moves));
}

/** As {@link areDigits}. */
@inline
export function areLanesDigits(bytes: v128): bool {
  return !v128.any_true(i8x16.gt_u(bytes, i8x16.splat(9)));
}

/** As {@link numberOf}. */
@inline
export function numberOfLanes(digits: v128): u64 {
  return numberOf(i64x2.extract_lane(digits, 0)) * 100000000 + numberOf(i64x2.extract_lane(digits, 1));
}
