import type { Operator } from "./loops.js";

/** Integers of any size. A number in place of a bigint says that the result is no integer, or is far beyond 64 bits. */
export type WideOperator = (a: bigint, b: bigint) => bigint | number;

/** The exact operators, for results or operands beyond 2^53. */
export const WIDE: Readonly<Record<Exclude<Operator, "div">, WideOperator>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  floordiv: (a, b) => (b === 0n ? Number(a) / 0 : (a - floorMod(a, b)) / b),
  mod: (a, b) => (b === 0n ? NaN : floorMod(a, b)),
  pow: power,
  round: (a, decimals) => (decimals >= 0n ? a : roundToTens(a, 10n ** -decimals)),
  max: (a, b) => (a > b ? a : b),
  min: (a, b) => (a < b ? a : b),
  abs: (a) => (a < 0n ? -a : a),
};

function floorMod(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** Only a power that may fit in 64 bits is worth its exact digits: others have no bound in size. */
function power(a: bigint, b: bigint): bigint | number {
  const rough = Number(a) ** Number(b);
  return b < 0n || Math.abs(rough) > 2 ** 65 ? rough : a ** b;
}

/** To a multiple of `unit`, a half to the even one. */
function roundToTens(a: bigint, unit: bigint): bigint {
  const down = a - floorMod(a, unit);
  const twice = 2n * (a - down);
  const up = twice > unit || (twice === unit && (down / unit) % 2n !== 0n);
  return up ? down + unit : down;
}
