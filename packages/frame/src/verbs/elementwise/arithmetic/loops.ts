/**
 * Arithmetic over float64, a loop for each operator: one loop that calls an operator would box every result. `b` is read
 * at `i & mask`, so that the same loop serves a column (-1) and a scalar (0).
 */
export type Loop = (a: Float64Array, b: Float64Array, mask: number, out: Float64Array) => void;

/** The operators of the loops; `max` and `min` are the two halves of clip, `abs` looks at its left side only. */
export type Operator = "add" | "sub" | "mul" | "div" | "floordiv" | "mod" | "pow" | "round" | "max" | "min" | "abs";

const add: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! + b[i & mask]!;
};

const sub: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i & mask]!;
};

const mul: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i & mask]!;
};

const div: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! / b[i & mask]!;
};

/** As CPython's float `//`: from the remainder, since a rounded quotient may step over an integer. */
const floordiv: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    const rest = x % y;
    if (y === 0 || rest !== rest) {
      out[i] = y === 0 ? x / y : NaN;
      continue;
    }
    const quotient = (x - rest) / y - (rest !== 0 && rest < 0 !== y < 0 ? 1 : 0);
    const down = Math.floor(quotient);
    out[i] = quotient === 0 ? 0 * (x / y) : quotient - down > 0.5 ? down + 1 : down;
  }
};

/** The remainder takes the sign of the divisor; a zero one too. */
const mod: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    const y = b[i & mask]!;
    const rest = a[i]! % y;
    out[i] = rest === 0 ? (y < 0 ? -0 : 0) : rest < 0 !== y < 0 ? rest + y : rest;
  }
};

/** As C's pow: 1 to any power is 1, NaN included, and -1 to ±Infinity. */
const pow: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    out[i] = x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : x ** y;
  }
};

// `%` is ten times dearer than `/`. Below 2^51 the quotient times the divisor is exact, and so is what is left; a quotient
// that was rounded up to the next integer shows by its sign, and is taken one back.
const EASY = 2 ** 51;

const intFloordiv: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    const easy = x < EASY && x > -EASY && y < EASY && y > -EASY;
    const rest = easy ? x - Math.floor(x / y) * y : x % y;
    const quotient = easy ? Math.floor(x / y) : y === 0 ? x / y : (x - rest) / y;
    out[i] = rest !== 0 && rest < 0 !== y < 0 ? quotient - 1 : quotient;
  }
};

const intMod: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    const easy = x < EASY && x > -EASY && y < EASY && y > -EASY;
    const rest = easy ? x - Math.floor(x / y) * y : x % y;
    out[i] = rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
  }
};

/** Integers to the power of integers by squaring: exact up to 2^53, which `**` does not promise. */
const intPow: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) {
    let base = a[i]!;
    let exponent = b[i & mask]!;
    if (exponent < 0) {
      out[i] = base === 1 ? 1 : base ** exponent;
      continue;
    }
    let power = 1;
    while (exponent > 0) {
      if (exponent % 2 === 1) power *= base;
      exponent = Math.floor(exponent / 2);
      if (exponent > 0) base *= base;
    }
    out[i] = power;
  }
};

/** To `b` decimals, a half to the even neighbour, as numpy rounds. */
const round: Loop = (a, b, mask, out) => {
  let decimals = NaN;
  let scale = 1;
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    // A power is dear, and nearly always that of the row before.
    if (b[i & mask] !== decimals) {
      decimals = b[i & mask]!;
      scale = 10 ** Math.abs(decimals);
    }
    const scaled = decimals < 0 ? x / scale : x * scale;
    const down = Math.floor(scaled);
    const past = scaled - down;
    const isUp = past > 0.5 || (past === 0.5 && down % 2 !== 0);
    const whole = isUp ? -(-down - 1) : down; // from -1 up to -0
    const result = decimals < 0 ? whole * scale : whole / scale;
    out[i] = scaled - scaled === 0 ? result : x; // too many decimals to scale by: nothing to round off
  }
};

const max: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i]!, b[i & mask]!);
};

const min: Loop = (a, b, mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i]!, b[i & mask]!);
};

const abs: Loop = (a, _b, _mask, out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
};

export const LOOPS: Readonly<Record<Operator, Loop>> = { add, sub, mul, div, floordiv, mod, pow, round, max, min, abs };

/** For two operands that are integers. */
export const INTEGER_LOOPS: Readonly<Record<Operator, Loop>> = { ...LOOPS, floordiv: intFloordiv, mod: intMod, pow: intPow };
