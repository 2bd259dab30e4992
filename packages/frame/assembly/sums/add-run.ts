/**
 * Numbers that lie side by side are added up without an error, two at a time. All of a run are below some power of two, 2^M: each is cut
 * at fixed bits into pieces of 40 bits, of which 4096 have a sum that a float holds. A square is a float and what rounding it loses
 * (Dekker's product), which are cut alike.
 *
 *   pieces of x in units of 2^(M - 40), 2^(M - 80), 2^(M - 120); of x^2 in 2^(2M - 40), ... 2^(2M - 160)
 *
 * Accurate summation by such pieces: Rump, Ogita, Oishi, SIAM J. Sci. Comput. 31 (2008), 189-224.
 */
const PIECE: i32 = 40;
/** Numbers of a run at most. */
export const MOST: usize = 4096;

/** Numbers that wait for others of their group. */
export const ROOM: usize = 65536;
export const ROOM_AT: usize = 1024;
/** How many numbers a run has, their sum in three pieces, and that of their squares in four. */
export const SUMS_AT: usize = ROOM_AT + 8 * ROOM;

/** Between these exponents no piece of a number is too large for a float, or too small. */
const FAR: i32 = 900;
/** Between these no piece of a square is, and the last bit of a number is worth 2^-252 at least. */
const NEAR_ABOVE: i32 = 200;
const NEAR_BELOW: i32 = -170;

/** Adds up an even number of numbers, NaN left out; false where pieces do not hold all of one. */
export function addNumbers(from: u32, rows: u32): bool {
  const begin = ROOM_AT + 8 * <usize>from;
  const end = begin + 8 * <usize>rows;
  const bits = exponentAbove(begin, end);
  if (bits > FAR || bits < -FAR) return false;
  const cut1 = cutAt(bits - PIECE);
  const cut2 = cutAt(bits - 2 * PIECE);
  const cut3 = cutAt(bits - 3 * PIECE);
  let count = i64x2.splat(0);
  let sum1 = f64x2.splat(0);
  let sum2 = f64x2.splat(0);
  let sum3 = f64x2.splat(0);
  let left = f64x2.splat(0);
  for (let at = begin; at < end; at += 16) {
    let x = v128.load(at);
    const there = f64x2.eq(x, x);
    count = i64x2.sub(count, there);
    x = v128.and(x, there);
    const x1 = piece(x, cut1);
    x = f64x2.sub(x, x1);
    sum1 = f64x2.add(sum1, x1);
    const x2 = piece(x, cut2);
    x = f64x2.sub(x, x2);
    sum2 = f64x2.add(sum2, x2);
    const x3 = piece(x, cut3);
    sum3 = f64x2.add(sum3, x3);
    left = v128.or(left, f64x2.ne(x, x3));
  }
  if (v128.any_true(left)) return false;
  setCount(count);
  setSum(1, sum1);
  setSum(2, sum2);
  setSum(3, sum3);
  return true;
}

/** The same, and their squares: of numbers of two pieces, so that what is left of a square behind three is the fourth. */
export function addSquares(from: u32, rows: u32): bool {
  const begin = ROOM_AT + 8 * <usize>from;
  const end = begin + 8 * <usize>rows;
  const bits = exponentAbove(begin, end);
  if (bits > NEAR_ABOVE || bits < NEAR_BELOW) return false;
  const splitter = f64x2.splat(134217729.0);
  const cut1 = cutAt(bits - PIECE);
  const cut2 = cutAt(bits - 2 * PIECE);
  const square1 = cutAt(2 * bits - PIECE);
  const square2 = cutAt(2 * bits - 2 * PIECE);
  const square3 = cutAt(2 * bits - 3 * PIECE);
  let count = i64x2.splat(0);
  let sum1 = f64x2.splat(0);
  let sum2 = f64x2.splat(0);
  let squares1 = f64x2.splat(0);
  let squares2 = f64x2.splat(0);
  let squares3 = f64x2.splat(0);
  let squares4 = f64x2.splat(0);
  let left = f64x2.splat(0);
  for (let at = begin; at < end; at += 16) {
    let x = v128.load(at);
    const there = f64x2.eq(x, x);
    count = i64x2.sub(count, there);
    x = v128.and(x, there);

    let square = f64x2.mul(x, x);
    const stretched = f64x2.mul(x, splitter);
    const top = f64x2.sub(stretched, f64x2.sub(stretched, x));
    const bottom = f64x2.sub(x, top);
    const cross = f64x2.mul(top, bottom);
    let lost = f64x2.add(f64x2.add(f64x2.sub(f64x2.mul(top, top), square), f64x2.add(cross, cross)), f64x2.mul(bottom, bottom));

    const x1 = piece(x, cut1);
    x = f64x2.sub(x, x1);
    sum1 = f64x2.add(sum1, x1);
    const x2 = piece(x, cut2);
    sum2 = f64x2.add(sum2, x2);
    left = v128.or(left, f64x2.ne(x, x2));

    const s1 = piece(square, square1);
    square = f64x2.sub(square, s1);
    squares1 = f64x2.add(squares1, s1);
    const s2 = piece(square, square2);
    square = f64x2.sub(square, s2);
    squares2 = f64x2.add(squares2, s2);
    const s3 = piece(square, square3);
    squares3 = f64x2.add(squares3, s3);
    squares4 = f64x2.add(squares4, f64x2.sub(square, s3));

    const l2 = piece(lost, square2);
    lost = f64x2.sub(lost, l2);
    squares2 = f64x2.add(squares2, l2);
    const l3 = piece(lost, square3);
    squares3 = f64x2.add(squares3, l3);
    squares4 = f64x2.add(squares4, f64x2.sub(lost, l3));
  }
  if (v128.any_true(left)) return false;
  setCount(count);
  setSum(1, sum1);
  setSum(2, sum2);
  setSum(3, f64x2.splat(0));
  setSum(4, squares1);
  setSum(5, squares2);
  setSum(6, squares3);
  setSum(7, squares4);
  return true;
}

/** The exponent of a power of two that all numbers are below; far from all others where one is infinite. */
function exponentAbove(begin: usize, end: usize): i32 {
  let most = f64x2.splat(0);
  for (let at = begin; at < end; at += 16) {
    const x = v128.load(at);
    most = f64x2.pmax(most, f64x2.abs(x));
  }
  const largest = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  if (largest == 0) return 0;
  return <i32>(reinterpret<u64>(largest) >> 52) - 1022;
}

/** What a number has in the units of a cut: the nearest, halves to even. */
@inline
function piece(x: v128, cut: v128): v128 {
  return f64x2.sub(f64x2.add(x, cut), cut);
}

/** The cut for units of 2^unit. */
@inline
function cutAt(unit: i32): v128 {
  return f64x2.splat(reinterpret<f64>((<u64>(unit + 52 + 1023) << 52) | (1 << 51)));
}

@inline
function setCount(count: v128): void {
  store<f64>(SUMS_AT, <f64>(i64x2.extract_lane(count, 0) + i64x2.extract_lane(count, 1)));
}

@inline
function setSum(place: usize, sum: v128): void {
  store<f64>(SUMS_AT + 8 * place, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}
