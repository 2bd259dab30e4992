import { ArgumentError } from "@framepool/errors";

/** The formatter of `"%.2f"`. Throws ArgumentError for any other format. */
export function floatFormatter(format: string): (value: number) => string {
  const found = /^%\.(\d{1,2})f$/.exec(format);
  if (found === null) throw new ArgumentError(`floatFormat is ${JSON.stringify(format)}; only "%.2f" and the like are supported: so many digits after the point`);
  const digits = Number(found[1]);
  return (value) => fixed(value, digits);
}

/** The value with `digits` digits after the point, as C prints it: a tie goes to the even digit, where `toFixed` goes up. */
function fixed(value: number, digits: number): string {
  if (Math.abs(value) >= 1e21) return digits === 0 ? String(BigInt(value)) : `${String(BigInt(value))}.${"0".repeat(digits)}`;
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const positive = Math.abs(value);
  const up = positive.toFixed(digits);
  // A tie is a fraction of a power of two that has one digit more, a 5: most floats need no look at that.
  const tie = Number.isInteger(positive * 2 ** (digits + 1)) && positive.toFixed(digits + 1).endsWith("5");
  if (!tie || Number(up.at(-1)) % 2 === 0) return sign + up;
  const scale = 10n ** BigInt(digits);
  const down = BigInt(up.replace(".", "")) - 1n;
  return sign + (digits === 0 ? String(down) : `${String(down / scale)}.${String(down % scale).padStart(digits, "0")}`);
}
