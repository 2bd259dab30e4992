/** Writes the decimal digits of a whole number; gives the address behind them. */
@inline
export function writeDigits(value: u64, out: usize): usize {
  let digits: usize = 1;
  for (let power: u64 = 10; value >= power; power *= 10) digits++;
  return writePadded(value, out, digits);
}

/** Writes so many digits, zeros first where there are fewer. */
@inline
export function writePadded(value: u64, out: usize, digits: usize): usize {
  let rest = value;
  for (let at = out + digits; at > out; ) {
    const tenth = rest / 10;
    store<u8>(--at, <u8>(48 + <u32>(rest - tenth * 10)));
    rest = tenth;
  }
  return out + digits;
}
