import { isSet } from "./bits";
import { copy } from "./copy";
import { writeDigits, writePadded } from "./digits";
import { writeShortest } from "./write-shortest";

// Doubles as JavaScript writes them: by the fewest digits that are this double. A decimal of up to 15 digits is the only
// one of so few that is its double, so where a quotient of a whole number below 10^15 and a power of ten is the double,
// those are the digits. All others take longer.

const MOST: f64 = 1e15;
const MOST_DECIMALS: usize = 6;

/** Writes rows [from, to), and behind each where it ends; for a missing one, and for NaN, the bytes that stand for it. */
export function writeFloats(from: u32, to: u32, values: usize, validity: usize, firstBit: u32, missing: usize, missingBytes: usize, offsets: usize, bytes: usize): void {
  let out = bytes + <usize>load<u32>(offsets + (<usize>from << 2));
  for (let row = from; row < to; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (value == value && (validity == 0 || isSet(validity, row + firstBit))) {
      if (value < 0) store<u8>(out++, 45);
      out = writeSize(abs(value), out);
    } else {
      copy(missing, out, missingBytes);
      out += missingBytes;
    }
    store<u32>(offsets + (<usize>row << 2), <u32>(out - bytes), 4);
  }
}

@inline
function writeSize(size: f64, out: usize): usize {
  let power: f64 = 1;
  let decimals: usize = 0;
  let digits = nearest(size);
  if (digits != size) {
    // A decimal of fewer places is one of six, too: numbers that are none take one division, not six.
    if (size < 1e9 && nearest(size * 1e6) / 1e6 != size) return writeShortest(size, out);
    do {
      if (++decimals > MOST_DECIMALS) return writeShortest(size, out);
      power *= 10;
      digits = nearest(size * power);
    } while (digits / power != size);
  }
  if (digits >= MOST) return writeShortest(size, out);
  const whole = <u64>digits / <u64>power;
  out = writeDigits(whole, out);
  if (decimals == 0) return out;
  store<u8>(out, 46);
  return writePadded(<u64>digits - whole * <u64>power, out + 1, decimals);
}
