/** Numbers, and one more behind them. */
export function withLast(numbers: ArrayLike<number>, last: number): Int32Array {
  const all = new Int32Array(numbers.length + 1);
  all.set(numbers);
  all[numbers.length] = last;
  return all;
}
