import type { Column } from "../column.js";
import { numberBlocks } from "../verbs/numbers/number-blocks.js";
import { startsOfRows } from "./group-rows.js";
import { addTo, LEVELS_AT, SIZES } from "./levels.js";
import { addNumber, groupsOf, type PowerSums } from "./power-sums.js";
import { runAdder, runsOf, sumsOfRun } from "./run-adder.js";
import { giveBack, NEAR, roomFor } from "./spare-room.js";

/** Sums of more bytes are added to group by group. */
const FAR_BYTES = 2 ** 22;
/** So many rows at a time, or so many for each group. */
const MOVED_ROWS = 2 ** 20;
const ROWS_A_GROUP = 4;
/** From so many rows of a group on, and of all, runs of numbers are added up: of more groups too few of each wait side by side. */
const RUN = 64;
const MANY = 4096;
const MOST_GROUPS = 8192;

/** Adds each cell of a column that reads as numbers to its group; missing ones, and what belongs to no group, are passed over. */
export function addPowers(powers: PowerSums, column: Column, codes: Int32Array): void {
  if (powers.cells.byteLength <= FAR_BYTES) {
    if (areRuns(powers, codes.length)) addGroupRuns(powers, column, codes);
    else for (const { values, codes: own } of numberBlocks(column, codes)) addBlock(powers, values, own);
    return;
  }
  const rows = Math.max(MOVED_ROWS, ROWS_A_GROUP * groupsOf(powers));
  for (let begin = 0; begin < codes.length; begin += rows) addByGroup(powers, column.slice(begin, begin + rows), codes.subarray(begin, begin + rows));
}

function areRuns(powers: PowerSums, rows: number): boolean {
  const groups = groupsOf(powers);
  return powers.highest === 2 && groups <= MOST_GROUPS && rows >= Math.max(MANY, RUN * groups);
}

/** {@link addPowers} of all cells to the only group: of first powers and squares. */
export function addWholePowers(powers: PowerSums, column: Column): void {
  for (const { sums, values } of runsOf(column, true)) {
    if (sums === null) addAll(powers, 0, values);
    else addSums(powers, 0, sums);
  }
}

/** Numbers wait side by side until they are a run of their group. */
function addGroupRuns(powers: PowerSums, column: Column, codes: Int32Array): void {
  const adder = runAdder();
  const groups = groupsOf(powers);
  const width = Math.min(adder.most, 2 ** Math.floor(Math.log2(adder.room.length / groups)));
  const next = Int32Array.from({ length: groups }, (_, group) => group * width);
  const settle = (group: number): void => {
    const begin = group * width;
    const sums = sumsOfRun(adder, begin, next[group]! - begin, true);
    if (sums === null) addAll(powers, group, adder.room.subarray(begin, next[group]));
    else addSums(powers, group, sums);
    next[group] = begin;
  };
  for (const { values, codes: own } of numberBlocks(column, codes)) putNumbers(values, own, next, adder.room, width - 1, settle);
  for (let group = 0; group < groups; group++) settle(group);
}

/** Puts each number behind those of its group; `mask` is a run's length, a power of two, less one. */
function putNumbers(values: Float64Array, codes: Int32Array, next: Int32Array, room: Float64Array, mask: number, settle: (group: number) => void): void {
  for (let i = 0; i < values.length; i++) {
    const group = codes[i]!;
    if (group < 0) continue;
    const at = next[group]!;
    room[at] = values[i]!;
    next[group] = at + 1;
    if (((at + 1) & mask) === 0) settle(group);
  }
}

/** Adds what a run comes to. */
function addSums({ cells, rest, highest }: PowerSums, group: number, sums: Float64Array): void {
  const at = group * SIZES[highest];
  const [first, second, third] = [at + LEVELS_AT[0]!, at + LEVELS_AT[1]!, at + LEVELS_AT[2]!];
  cells[at]! += sums[0]!;
  // The third piece of numbers whose squares have four is nothing.
  for (let piece = 1; piece <= 2; piece++) addTo(cells, rest, first, second, sums[piece]!);
  // The last two are as small as what squares lose.
  for (let piece = 4; piece <= 5; piece++) addTo(cells, rest, second, third, sums[piece]!);
  for (let piece = 6; piece <= 7; piece++) addTo(cells, rest, second + 2, third, sums[piece]!);
}

function addAll(powers: PowerSums, group: number, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) addNumber(powers, group, values[i]!, 1);
}

/** What keeps an engine from leaving out reads that nobody uses. */
const seen = new Float64Array(1);

/** Reads where each row's sums lie, so that many of them are on their way at once, and near when they are added to. */
function readAhead(cells: Float64Array, codes: Int32Array, size: number): void {
  let sum = 0;
  for (let i = 0; i < codes.length; i++) sum += cells[Math.max(0, codes[i]! * size)]!;
  seen[0] = sum;
}

function addBlock(powers: PowerSums, values: Float64Array, codes: Int32Array): void {
  if (powers.cells.byteLength > NEAR) readAhead(powers.cells, codes, SIZES[powers.highest]);
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const group = codes[i]!;
    if (x === x && group >= 0) addNumber(powers, group, x, 1);
  }
}

/** The same group by group: to move a cell takes less than to fetch sums that lie far from each other. */
function addByGroup(powers: PowerSums, column: Column, codes: Int32Array): void {
  const groups = groupsOf(powers);
  const starts = startsOfRows(codes, groups);
  const next = starts.slice(0, groups);
  const sorted = roomFor(starts[groups]!);
  for (const { values, codes: own } of numberBlocks(column, codes)) placeNumbers(values, own, next, sorted);
  for (let group = 0; group < groups; group++) {
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const x = sorted[i]!;
      if (x === x) addNumber(powers, group, x, 1);
    }
  }
  giveBack(sorted);
}

function placeNumbers(values: Float64Array, codes: Int32Array, next: Int32Array, sorted: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (codes[i]! >= 0) sorted[next[codes[i]!]!++] = values[i]!;
}
