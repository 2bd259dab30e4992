/** Any decimal of so many digits is told from the others by a float32, and any float32 from the others by so many. */
const LEAST_DIGITS = 6;
const MOST_DIGITS = 9;
/** Powers of ten that are doubles: a product or a quotient of one and a whole number of few digits is the double nearest to it. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${String(power)}`));
const MOST_POWER = POWERS.length - 1;
/** By this power, and less, a float32 multiplied has no more bits than a double: 24 are its own, 28 of the power. */
const EXACT_POWER = 12;
/** Whole numbers of nine digits were rounded by less than this. */
const DOUBTFUL = 1e-5;

/** The double that is written for a float32: of the fewest digits that are this float32, but of six at least, those which are nearest to it. */
export function shortFloat32(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const size = Math.abs(value);
  let power = LEAST_DIGITS - 1 - Math.floor(Math.log10(size));
  if (power < -MOST_POWER || power > MOST_POWER - (MOST_DIGITS - LEAST_DIGITS)) return byText(value);
  for (let digits = LEAST_DIGITS; ; digits++, power++) {
    const scaled = power < 0 ? size / POWERS[-power]! : size * POWERS[power]!;
    const below = Math.floor(scaled);
    const rest = scaled - below;
    // On which side of a half it lies is certain only where nothing was rounded.
    if ((power < 0 || power > EXACT_POWER) && Math.abs(rest - 0.5) < DOUBTFUL) return byText(value);
    const whole = rest < 0.5 ? below : below + 1;
    const short = power < 0 ? whole * POWERS[-power]! : whole / POWERS[power]!;
    if (digits === MOST_DIGITS || Math.fround(short) === size) return value < 0 ? -short : short;
  }
}

/** The same for a float32 of any size; it takes ten times as long. */
function byText(value: number): number {
  for (let digits = LEAST_DIGITS; digits < MOST_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(MOST_DIGITS));
}
