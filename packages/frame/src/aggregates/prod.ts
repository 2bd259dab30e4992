import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { plainNumbersFor } from "./check-numbers.js";
import { exponentOf, powerOfTwo, productError } from "./expansion.js";
import { integerColumn } from "./results.js";
import { integerSumType } from "./sum.js";

/** A product of some 100 bits for each group: `(high + low) · 2^exponent`, with `high` near 1 ({@link isNear}), or 0, NaN, infinite. */
interface State {
  readonly type: DataType;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly exponent: Float64Array;
}

/**
 * Products, rounded once from 100 bits (below the least normal number once more) and without overflow on the way, so that their
 * order does not show. Integers stay integers (int64, uint64) while the product fits. A group without a value has 1.
 */
export const prod: Aggregate<State> = {
  init: (groups, type) => ({ type, high: new Float64Array(groups).fill(1), low: new Float64Array(groups), exponent: new Float64Array(groups) }),
  add: addProducts,
  merge(state, other, places) {
    for (let group = 0; group < places.length; group++) {
      const to = places[group]!;
      if (to < 0) continue;
      multiply(state, to, other.high[group]!, other.low[group]!);
      state.exponent[to]! += other.exponent[group]!;
    }
  },
  finish(state, name) {
    const { type, high, low, exponent } = state;
    const values = newFloats(high.length);
    for (let group = 0; group < values.length; group++) {
      // Next to 1, so that only the last step of a power far below it rounds.
      if (isNear(high[group]!)) normalize(state, group);
      values[group] = timesPower(high[group]! + low[group]!, exponent[group]!);
    }
    const whole = values.every((value) => Math.abs(value) < 2 ** 64) ? integerSumType(type) : null;
    return whole === null ? floatColumn(name, values, null) : integerColumn(name, whole, values, null, (group) => exactProduct(state, group));
  },
};

function addProducts(state: State, column: Column, codes: Int32Array): void {
  const { values, wide } = plainNumbersFor("prod", column);
  for (let i = 0; i < values.length; i++) {
    const group = codes[i]!;
    const value = values[i]!;
    if (group < 0 || value !== value) continue;
    multiply(state, group, value, wide === null ? 0 : Number(wide[i]! - BigInt(value)));
  }
}

/** Multiplies a group by `a + b`, of which `b` is the lesser. */
function multiply(state: State, group: number, a: number, b: number): void {
  const { high, low } = state;
  const known = high[group]!;
  if (!isNear(a) || !isNear(known)) return multiplyFar(state, group, a, b);
  const product = known * a;
  const error = productError(known, a, product) + known * b + low[group]! * a;
  const sum = product + error;
  high[group] = sum;
  low[group] = error - (sum - product);
  if (!isNear(sum)) normalize(state, group);
}

/** {@link multiply} where one of both is not near: by its power of two and what is left, unless it is 0, NaN or infinite. */
function multiplyFar(state: State, group: number, a: number, b: number): void {
  const { high, low, exponent } = state;
  if (a === 0 || !Number.isFinite(a) || !isNear(high[group]!)) {
    high[group]! *= a;
    low[group] = 0;
    return;
  }
  const power = exponentOf(a);
  exponent[group]! += power;
  multiply(state, group, timesPower(a, -power), timesPower(b, -power));
}

/** From 2^-200 to 2^200, of either sign: products of two are far from overflow and underflow. */
function isNear(x: number): boolean {
  const size = Math.abs(x);
  return size >= LEAST && size <= MOST;
}

const LEAST = 2 ** -200;
const MOST = 2 ** 200;

/** Moves the power of two of a group's product to its exponent. */
function normalize({ high, low, exponent }: State, group: number): void {
  const shift = exponentOf(high[group]!);
  high[group] = timesPower(high[group]!, -shift);
  low[group] = timesPower(low[group]!, -shift);
  exponent[group]! += shift;
}

/** In steps: 2^-1074 and 2^1023 are as far as one goes. */
function timesPower(x: number, power: number): number {
  let result = x;
  let left = Math.max(-3000, Math.min(3000, power));
  while (left !== 0) {
    const step = Math.max(-900, Math.min(900, left));
    result *= powerOfTwo(step);
    left -= step;
  }
  return result;
}

/** The product as an integer of less than 100 bits: all its digits. */
function exactProduct({ high, low, exponent }: State, group: number): bigint {
  return BigInt(timesPower(high[group]!, exponent[group]!)) + BigInt(timesPower(low[group]!, exponent[group]!));
}
