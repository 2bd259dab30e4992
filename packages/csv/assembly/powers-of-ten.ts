// The powers of ten that doubles are read and written by: of each the 128 highest bits, cut off behind them, the first of which is
// set. 10^k is these bits times 2^(⌊log2(10^k)⌋ - 127), exactly from 0 to MOST_WHOLE_POWER, else that and less than one more.
// They are made when the first one is asked for, which takes less than reading them would take each thread that asks for none.

/** w * 10^k is 0 for smaller ones, if w has up to 64 bits: nothing that is read is closer to the least double. */
export const LEAST_POWER: i32 = -342;
/** The least double times 10^324 is no fraction: what is written needs no greater one. */
export const GREATEST_POWER: i32 = 324;
/** 5^55 < 2^128 */
export const MOST_WHOLE_POWER: i32 = 55;

/** high word, low word */
const ENTRY_SHIFT: usize = 4;
const table: usize = memory.data(10672, 16);
let isMade: bool = false;

/** A whole number of 960 bits, in words of 32, the least first; before it are four more, for its bits behind the point. */
const WORDS: usize = 30;
const BEFORE: usize = 4;
const words: usize = memory.data(136, 16);
const number: usize = words + (BEFORE << 2);

/** Where the bits of 10^k are: the high word, and behind it the low one. */
@inline
export function powerOfTen(k: i32): usize {
  if (!isMade) make();
  return table + (<usize>(k - LEAST_POWER) << ENTRY_SHIFT);
}

/** Bits of 5^k are those of 10^k. */
function make(): void {
  memory.fill(words, 0, (BEFORE + WORDS) << 2);
  store<u32>(number, 1);
  for (let k: i32 = 0; k <= GREATEST_POWER; k++) {
    put(k);
    timesFive();
  }
  // 2^928 ⁄ 5^342 still has 134 bits; and what is cut off by each division is what one by all of them would cut off.
  memory.fill(words, 0, (BEFORE + WORDS) << 2);
  store<u32>(number + ((WORDS - 1) << 2), 1);
  for (let k: i32 = -1; k >= LEAST_POWER; k--) {
    byFive();
    put(k);
  }
  isMade = true;
}

function timesFive(): void {
  let carried: u64 = 0;
  for (let at = number; at < number + (WORDS << 2); at += 4) {
    carried += <u64>load<u32>(at) * 5;
    store<u32>(at, <u32>carried);
    carried >>= 32;
  }
}

function byFive(): void {
  let rest: u64 = 0;
  for (let at = number + (WORDS << 2) - 4; at >= number; at -= 4) {
    const part = (rest << 32) | <u64>load<u32>(at);
    store<u32>(at, <u32>(part / 5));
    rest = part % 5;
  }
}

/** Writes the highest bits of the number. */
function put(k: i32): void {
  let at = number + (WORDS << 2) - 4;
  while (load<u32>(at) == 0) at -= 4;
  const shift = <u64>clz(load<u32>(at));
  const first = load<u64>(at - 4);
  const second = load<u64>(at - 12);
  const third = <u64>load<u32>(at - 16) << 32;
  // In two steps, since a shift by 64 is none.
  const to = table + (<usize>(k - LEAST_POWER) << ENTRY_SHIFT);
  store<u64>(to, (first << shift) | (second >> 1 >> (63 - shift)));
  store<u64>(to, (second << shift) | (third >> 1 >> (63 - shift)), 8);
}
