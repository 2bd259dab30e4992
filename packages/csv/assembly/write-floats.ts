import { isSet } from "./bits";
import { writeDigits, writePadded } from "./digits";

// Doubles as JavaScript writes them: by the fewest digits that are this double. A decimal of up to 15 digits is the only
// one of so few that is its double, so where a quotient of a whole number below 10^15 and a power of ten is the double,
// those are the digits. All others are left to JavaScript: the kernel stops there, and is called again.

const MOST: f64 = 1e15;
/** so small a number is written with an exponent */
const LEAST: f64 = 1e-6;
const MOST_DECIMALS: usize = 6;

/** Writes rows [from, rows), and behind each where it ends; a missing one and NaN are empty. Gives `rows`, or the first that it cannot write. */
export function writeFloats(from: u32, rows: u32, values: usize, validity: usize, firstBit: u32, offsets: usize, bytes: usize): u32 {
  let out = bytes + <usize>load<u32>(offsets + (<usize>from << 2));
  for (let row = from; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (value == value && (validity == 0 || isSet(validity, row + firstBit))) {
      const size = abs(value);
      if (size >= MOST || (size < LEAST && size != 0)) return row;
      let power: f64 = 1;
      let decimals: usize = 0;
      let digits = nearest(size);
      while (digits / power != size) {
        if (++decimals > MOST_DECIMALS) return row;
        power *= 10;
        digits = nearest(size * power);
        if (digits >= MOST) return row;
      }
      if (value < 0) store<u8>(out++, 45);
      const whole = <u64>digits / <u64>power;
      out = writeDigits(whole, out);
      if (decimals > 0) {
        store<u8>(out++, 46);
        out = writePadded(<u64>digits - whole * <u64>power, out, decimals);
      }
    }
    store<u32>(offsets + (<usize>row << 2), <u32>(out - bytes), 4);
  }
  return rows;
}
