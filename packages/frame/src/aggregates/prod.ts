import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { plainNumbersFor } from "./check-numbers.js";
import { exponentOf, powerOfTwo, productError } from "./expansion.js";
import { integerColumn } from "./results.js";
import { integerSumType } from "./sum.js";

/** A product of some 100 bits for each group: `(high + low) · 2^exponent`, with `high` from 1 to 2. */
interface State {
  readonly type: DataType;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly exponent: Float64Array;
}

/**
 * Products, rounded once from 100 bits and without overflow on the way, so that their order does not show. Integers stay
 * integers (int64, uint64) while the product fits. A group without a value has 1.
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
    for (let group = 0; group < values.length; group++) values[group] = timesPower(high[group]! + low[group]!, exponent[group]!);
    const whole = values.every((value) => Math.abs(value) < 2 ** 64) ? integerSumType(type) : null;
    return whole === null ? floatColumn(name, values, null) : integerColumn(name, whole, values, null, (group) => exactProduct(state, group));
  },
};

function addProducts(state: State, column: Column, codes: Int32Array): void {
  const { values, wide } = plainNumbersFor("prod", column);
  for (let i = 0; i < values.length; i++) {
    const group = codes[i]!;
    if (group < 0 || values[i] !== values[i]) continue;
    const high = values[i]!;
    const low = wide === null ? 0 : Number(wide[i]! - BigInt(high));
    multiply(state, group, high, low);
  }
}

/** Multiplies a group by `a + b`, of which `b` is the lesser. */
function multiply(state: State, group: number, a: number, b: number): void {
  const { high, low, exponent } = state;
  if (a === 0 || !Number.isFinite(a) || high[group] === 0 || !Number.isFinite(high[group])) {
    high[group]! *= a;
    low[group] = 0;
    return;
  }
  const power = exponentOf(a);
  const factor = timesPower(a, -power);
  const rest = timesPower(b, -power);
  const product = high[group]! * factor;
  const error = productError(high[group]!, factor, product) + high[group]! * rest + low[group]! * factor;
  const sum = product + error;
  const left = error - (sum - product);
  const shift = exponentOf(sum);
  high[group] = timesPower(sum, -shift);
  low[group] = timesPower(left, -shift);
  exponent[group]! += power + shift;
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
