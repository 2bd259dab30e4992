/** A float as Python writes it: the shortest digits that read back as it, `1.0` and not `1`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e16) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Number.isInteger(value) ? `${String(value)}.0` : String(value);
}

/** A float32 with the digits that tell it from its neighbours. */
export function float32Text(value: number): string {
  if (value === 0) return floatText(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return floatText(short);
  }
  return floatText(Number(value.toPrecision(9)));
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/** Digits that make a safe integer, whatever they are. */
const SHORT = 15;

/** The integer of a short run of digits, a sign before them or not; NaN for any other text. Most numbers are of this kind, and a pattern is four times dearer. */
function shortInteger(text: string): number {
  const first = text.charCodeAt(0);
  const begin = first === 0x2d || first === 0x2b ? 1 : 0;
  const { length } = text;
  if (length === begin || length - begin > SHORT) return NaN;
  let value = 0;
  for (let i = begin; i < length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return first === 0x2d && value !== 0 ? -value : value;
}

/** The number that a text is, as Python's `int` and `float` read it, spaces around it aside; a bigint where a number would lose digits; undefined for any other text. */
export function parseNumber(text: string): number | bigint | undefined {
  const short = shortInteger(text);
  if (short === short) return short;
  const bare = text.trim();
  if (INTEGER.test(bare)) {
    const value = Number(bare);
    return Number.isSafeInteger(value) ? value + 0 : BigInt(bare.startsWith("+") ? bare.slice(1) : bare);
  }
  if (DECIMAL.test(bare)) return Number(bare);
  const infinite = INFINITE.exec(bare);
  if (infinite !== null) return infinite[1] === "-" ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(bare) ? NaN : undefined;
}

/** Whether a text is written as an integer: `7`, and not `7.0`. */
export function isIntegerText(text: string): boolean {
  return !Number.isNaN(shortInteger(text)) || INTEGER.test(text.trim());
}
