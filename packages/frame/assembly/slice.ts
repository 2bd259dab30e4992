/** A one in each of 8 bytes. */
const EACH: u64 = 0x0101_0101_0101_0101;

/**
 * Code points `[start, stop)`, counted from the end if negative, of each of `rows` texts, one behind the other to `to`. Row i is the
 * bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`; up to 33 bytes around them are read. Where each slice ends, counted
 * on from `used`, goes to `out`; gives the last of them. Up to 16 bytes behind the slices are written.
 */
export function sliceRows(block: usize, ends: usize, rows: usize, start: i32, stop: i32, to: usize, used: u32, out: usize): u32 {
  const shift = block - <usize>load<u32>(ends);
  // Both places are found in the 8, or 16, bytes behind the first one then.
  const near = start >= 0 && stop > start && stop <= 16;
  const within8 = near && stop <= 8;
  const starts8 = EACH * <u64>(0x7f + start);
  const stops8 = EACH * <u64>(0x7f + stop);
  const starts = i8x16.splat(<i8>-start);
  const stops = i8x16.splat(<i8>-stop);
  let at = to;
  let first = block;
  let row: usize = 0;
  for (;;) {
    // Loops without a call: what they count stays in registers, which halves their time.
    if (within8) {
      for (; row < rows; row++) {
        const sums = sumsOf8(first + 1);
        const ahead = below(sums, stops8);
        if (ahead == 8) break;
        const from = start == 0 ? first : first + 1 + below(sums, starts8);
        const last = shift + <usize>load<u32>(ends + 4 * row, 4);
        const end = min(first + 1 + ahead, last);
        v128.store(at, v128.load(from));
        if (end > from) at += end - from;
        store<u32>(out + 4 * row, used + <u32>(at - to));
        first = last;
      }
    } else if (near) {
      for (; row < rows; row++) {
        const sums = sumsUp(begins(first + 1));
        const ahead = lanes(i8x16.gt_s(sums, stops));
        if (ahead == 16) break;
        const from = start == 0 ? first : first + 1 + lanes(i8x16.gt_s(sums, starts));
        const last = shift + <usize>load<u32>(ends + 4 * row, 4);
        const end = min(first + 1 + ahead, last);
        v128.store(at, v128.load(from));
        if (end > from) at += end - from;
        store<u32>(out + 4 * row, used + <u32>(at - to));
        first = last;
      }
    }
    if (row >= rows) break;
    const last = shift + <usize>load<u32>(ends + 4 * row, 4);
    at = near ? copyRare(first, last, start, stop, at) : copySlice(first, last, start, stop, at);
    store<u32>(out + 4 * row, used + <u32>(at - to));
    first = last;
    row++;
  }
  return used + <u32>(at - to);
}

/** As {@link copySlice}, called where hardly a row needs it. */
function copyRare(first: usize, last: usize, start: i32, stop: i32, at: usize): usize {
  return copySlice(first, last, start, stop, at);
}

/** Copies the slice of one row, wherever it is in it; gives where the copy ends. */
@inline
function copySlice(first: usize, last: usize, start: i32, stop: i32, at: usize): usize {
  let from = start < 0 ? backward(first, last, -start) : forward(first, last, start);
  const end = stop < 0 ? backward(first, last, -stop) : forward(first, last, stop);
  if (end <= from) return at;
  const next = at + end - from;
  for (; at < next; at += 16, from += 16) v128.store(at, v128.load(from));
  return next;
}

/** For each of 8 bytes how many of it and those before it begin a character. */
@inline
function sumsOf8(at: usize): u64 {
  const bytes = load<u64>(at);
  return ((~(bytes >> 7) | (bytes >> 6)) & EACH) * EACH;
}

/** How many of 8 sums are less than a number, which is given with 0x7f added in each byte. */
@inline
function below(sums: u64, bound: u64): usize {
  return <usize>popcnt((bound - sums) & (EACH << 7));
}

// A byte of 10xxxxxx continues a character; every other begins one, and so does what stands first in a text.

/** More than 16 bytes have. */
const MORE: i32 = 17;

/** Where bytes `[start, end)` go on after `count` code points: `end` if there are not so many. */
@inline
function forward(start: usize, end: usize, count: i32): usize {
  if (count == 0) return start;
  if (<usize>count >= end - start) return end;
  for (let at = start + 1, left = count; at < end; at += 16) {
    const sums = sumsUp(begins(at));
    const ahead = lanes(i8x16.gt_s(sums, i8x16.splat(<i8>-min(left, MORE))));
    if (ahead < 16) return min(at + ahead, end);
    left += i8x16.extract_lane_s(sums, 15);
  }
  return end;
}

/** Where the last `count` code points of bytes `[start, end)` begin: `start` if there are not so many. */
@inline
function backward(start: usize, end: usize, count: i32): usize {
  let at = end;
  let left = count;
  while (at > start) {
    at -= 16;
    const sums = sumsDown(begins(at));
    const upTo = lanes(i8x16.le_s(sums, i8x16.splat(<i8>-min(left, MORE))));
    if (upTo > 0) return max(at + upTo - 1, start);
    left += i8x16.extract_lane_s(sums, 0);
  }
  return start;
}

/** Of 16 bytes, -1 for those that begin a character. */
@inline
function begins(at: usize): v128 {
  return i8x16.gt_s(v128.load(at), i8x16.splat(-65));
}

/** How many of 16 hold. */
@inline
function lanes(holds: v128): usize {
  return <usize>popcnt(i8x16.bitmask(holds));
}

/** The sum of each with all before it. */
@inline
function sumsUp(v: v128): v128 {
  const none = i8x16.splat(0);
  v = i8x16.add(v, i8x16.shuffle(none, v, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
  v = i8x16.add(v, i8x16.shuffle(none, v, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29));
  v = i8x16.add(v, i8x16.shuffle(none, v, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
  return i8x16.add(v, i8x16.shuffle(none, v, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
}

/** The sum of each with all behind it. */
@inline
function sumsDown(v: v128): v128 {
  const none = i8x16.splat(0);
  v = i8x16.add(v, i8x16.shuffle(v, none, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
  v = i8x16.add(v, i8x16.shuffle(v, none, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17));
  v = i8x16.add(v, i8x16.shuffle(v, none, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
  return i8x16.add(v, i8x16.shuffle(v, none, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
}
