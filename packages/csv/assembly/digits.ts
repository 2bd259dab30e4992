/** Writes the decimal digits of a whole number; gives the address behind them. */
@inline
export function writeDigits(value: u64, out: usize): usize {
  let digits: usize = 1;
  for (let power: u64 = 10; value >= power; power *= 10) digits++;
  return writePadded(value, out, digits);
}

/** Writes so many digits, zeros first where there are fewer: two at a time, by divisions of 32 bits as soon as these do. */
@inline
export function writePadded(value: u64, out: usize, digits: usize): usize {
  let at = out + digits;
  while (value > 0xffffffff) {
    const rest = value / 100;
    at -= 2;
    store<u16>(at, twoDigits(<u32>(value - rest * 100)));
    value = rest;
  }
  let low = <u32>value;
  while (at >= out + 2) {
    const rest = low / 100;
    at -= 2;
    store<u16>(at, twoDigits(low - rest * 100));
    low = rest;
  }
  if (at > out) store<u8>(out, <u8>(48 + low));
  return out + digits;
}

/** The digits of a number below 100, as they lie in memory. */
@inline
function twoDigits(value: u32): u16 {
  const tens = (value * 205) >> 11;
  return <u16>(0x3030 | tens | ((value - tens * 10) << 8));
}
