import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { Random } from "../random.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { rowNumbers } from "../verbs/sort/row-numbers.js";

/** How rows are divided. */
export interface TrainTestOptions {
  /** the part of the rows that are for the test, or how many (default 0.25, or what `trainSize` leaves) */
  readonly testSize?: number;
  /** the part of the rows to train with, or how many (default: all others) */
  readonly trainSize?: number;
  /** the same seed divides alike, on every machine */
  readonly seed?: number;
  /** whether rows are drawn (default), or the last ones are for the test */
  readonly shuffle?: boolean;
}

/** The rows to train with, and those for the test. With `strata`, as many of each value in both as their sizes allow. */
export function trainTestRows(numRows: number, options: TrainTestOptions, strata: Column | null): [train: Int32Array, test: Int32Array] {
  const [trainSize, testSize] = sizesOf(numRows, options);
  const rows = rowNumbers(numRows);
  if (options.shuffle === false) {
    if (strata !== null) throw new ArgumentError("trainTestSplit: stratify draws rows, which shuffle: false forbids");
    return [rows.slice(0, trainSize), rows.slice(trainSize, trainSize + testSize)];
  }
  const random = new Random(options.seed);
  if (strata !== null) return stratified(strata, trainSize, testSize, random);
  shuffle(rows, random);
  return [rows.slice(testSize, testSize + trainSize), rows.slice(0, testSize)];
}

function sizesOf(numRows: number, { testSize, trainSize }: TrainTestOptions): [train: number, test: number] {
  const size = (name: string, given: number, round: (value: number) => number): number => {
    const count = typeof given === "number" && given < 1 ? round(given * numRows) : given;
    if (!(typeof given === "number" && given > 0) || !Number.isInteger(count) || (given >= 1 && count >= numRows)) throw new ArgumentError(`trainTestSplit: ${name} is a part between 0 and 1, or fewer rows than the ${String(numRows)} there are, not ${shown(given)}`);
    return count;
  };
  const test = testSize === undefined && trainSize !== undefined ? numRows - size("trainSize", trainSize, Math.floor) : size("testSize", testSize === undefined ? 0.25 : testSize, Math.ceil);
  const train = trainSize === undefined ? numRows - test : size("trainSize", trainSize, Math.floor);
  if (train + test > numRows) throw new ArgumentError(`trainTestSplit: ${String(train)} rows to train with and ${String(test)} for the test are more than the ${String(numRows)} there are`);
  if (train === 0) throw new ArgumentError(`trainTestSplit: of ${String(numRows)} rows none is left to train with`);
  return [train, test];
}

/** Fisher–Yates, in place. */
function shuffle(rows: Int32Array, random: Random): void {
  for (let i = rows.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const drawn = rows[j]!;
    rows[j] = rows[i]!;
    rows[i] = drawn;
  }
}

function stratified(strata: Column, trainSize: number, testSize: number, random: Random): [train: Int32Array, test: Int32Array] {
  const groups = groupsOf(strata);
  const small = groups.find(({ length }) => length < 2);
  if (small !== undefined) throw new FrameError(`trainTestSplit: column "${strata.name}" has a value that is there once only (row ${String(small[0]!)}); each is needed twice at least`, { column: strata.name, row: small[0]! });
  if (testSize < groups.length || trainSize < groups.length) throw new ArgumentError(`trainTestSplit: ${String(Math.min(testSize, trainSize))} rows cannot hold the ${String(groups.length)} values of column "${strata.name}"`);
  const inTrain = shares(groups.map(({ length }) => length), trainSize, random);
  const inTest = shares(groups.map(({ length }, g) => length - inTrain[g]!), testSize, random);
  const [train, test] = [new Int32Array(trainSize), new Int32Array(testSize)];
  let [i, j] = [0, 0];
  for (const [g, rows] of groups.entries()) {
    shuffle(rows, random);
    train.set(rows.subarray(0, inTrain[g]), i);
    test.set(rows.subarray(inTrain[g], inTrain[g]! + inTest[g]!), j);
    i += inTrain[g]!;
    j += inTest[g]!;
  }
  shuffle(train, random);
  shuffle(test, random);
  return [train, test];
}

/** The rows of each value; missing cells are a value. */
function groupsOf(strata: Column): Int32Array[] {
  const { codes, count } = codesOf(strata, "trainTestSplit");
  const groups: number[][] = Array.from({ length: count + 1 }, () => []);
  for (const [row, code] of codes.entries()) groups[code < 0 ? count : code]!.push(row);
  return groups.filter(({ length }) => length > 0).map((group) => Int32Array.from(group));
}

/** How many of each group make `total` together, in proportion; the largest remainders are rounded up, and lots are drawn among equal ones. */
function shares(sizes: readonly number[], total: number, random: Random): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (size / all) * total);
  const counts = exact.map(Math.floor);
  const lots = Int32Array.from(sizes.keys());
  shuffle(lots, random);
  const order = [...lots].sort((a, b) => exact[b]! - counts[b]! - (exact[a]! - counts[a]!));
  for (const group of order.slice(0, total - counts.reduce((sum, count) => sum + count, 0))) counts[group]!++;
  return counts;
}
