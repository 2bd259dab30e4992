/**
 * Comparisons of numbers, a loop for each; `b` is read at `i & mask`. NaN compares as in IEEE 754. `Number(…)` is no branch,
 * as `? 1 : 0` is one, which a processor cannot guess.
 */
export type Comparison = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type ComparisonLoop = (a: Float64Array, b: Float64Array, mask: number, flags: Uint8Array) => void;

export const LOOPS: Readonly<Record<Comparison, ComparisonLoop>> = {
  eq: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! === b[i & mask]!);
  },
  ne: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! !== b[i & mask]!);
  },
  lt: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! < b[i & mask]!);
  },
  le: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! <= b[i & mask]!);
  },
  gt: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! > b[i & mask]!);
  },
  ge: (a, b, mask, flags) => {
    for (let i = 0; i < flags.length; i++) flags[i] = Number(a[i]! >= b[i & mask]!);
  },
};

/** Whether an order (negative, 0, positive) satisfies a comparison. */
export const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
};
