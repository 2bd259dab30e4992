const DIGITS = 6;

/**
 * Floats as pandas prints a column of them: six decimals, without the zeros that all of them end with; in scientific
 * notation where that would hide a value or be too long.
 */
export function floatTexts(values: readonly number[]): string[] {
  const fixed = withoutCommonZeros(values.map((value) => text(value, (x) => x.toFixed(DIGITS))));
  const finite = values.filter(Number.isFinite).map(Math.abs);
  const tooLong = fixed.some(({ length }) => length > DIGITS + 6);
  const large = finite.some((value) => value > 1e6);
  const small = finite.some((value) => value > 0 && value < 10 ** -DIGITS);
  return small || (tooLong && large) ? values.map((value) => text(value, scientific)) : fixed;
}

function text(value: number, format: (value: number) => string): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  return value < 0 || Object.is(value, -0) ? `-${format(-value)}` : format(value);
}

/** `1.500000e+07`: an exponent has two digits at least. */
function scientific(value: number): string {
  return value.toExponential(DIGITS).replace(/e([+-])(\d)$/, "e$10$2");
}

const DECIMAL = /^-?\d+\.\d*$/;

function withoutCommonZeros(texts: readonly string[]): string[] {
  const decimals = texts.filter((part) => DECIMAL.test(part));
  let cut = 0;
  while (cut < DIGITS - 1 && decimals.length > 0 && decimals.every((part) => part.at(-1 - cut) === "0")) cut++;
  return texts.map((part) => (DECIMAL.test(part) ? part.slice(0, part.length - cut) : part));
}
