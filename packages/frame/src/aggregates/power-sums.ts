import { addValue, type ExactSums } from "./exact-sums.js";
import { productError, UNIT_BITS, unitsOf, unitsOfAll } from "./expansion.js";
import { addTo, addToLevels, isOrdinary, LEVELS_AT, ORDINARY_BITS, placeOf, SIZES, type Highest, type Rest } from "./levels.js";
import { countTo, type SortedValues } from "./sorted-values.js";
import { roomFor } from "./spare-room.js";

/** For each group how many cells it has, and the exact sums of these, of their squares, and so on up to a power: one group's levels behind the other's. */
export interface PowerSums {
  readonly highest: Highest;
  readonly cells: Float64Array;
  readonly rest: Rest;
  /** the sums of cells whose powers could overflow or underflow, and of those that `addManyPowers` has added: integers, the k-th in units of 2^-1074 to that power */
  readonly units: Map<number, readonly bigint[]>;
  /** groups that have an infinite cell */
  readonly infinite: Set<number>;
}

export function powerSums(groups: number, highest: Highest): PowerSums {
  return { highest, cells: roomFor(groups * SIZES[highest]), rest: new Map(), units: new Map(), infinite: new Set() };
}

/** Forgets all that was added. */
export function clearPowers({ cells, rest, units, infinite }: PowerSums): void {
  cells.fill(0);
  for (const more of [rest, units, infinite]) more.clear();
}

export function groupsOf({ cells, highest }: PowerSums): number {
  return cells.length / SIZES[highest];
}

/** How many cells a group has. */
export function countOf({ cells, highest }: PowerSums, group: number): number {
  return cells[group * SIZES[highest]]!;
}

/** How many each has. */
export function countsOf(powers: PowerSums): Float64Array {
  const counts = new Float64Array(groupsOf(powers));
  for (let group = 0; group < counts.length; group++) counts[group] = countOf(powers, group);
  return counts;
}

/** Adds a number to a group, or takes one away that was added. */
export function addNumber(powers: PowerSums, group: number, x: number, sign: 1 | -1): void {
  const { cells, rest, highest } = powers;
  const at = group * SIZES[highest];
  cells[at]! += sign;
  if (!isOrdinary(x)) {
    addExtreme(powers, group, x, sign);
    return;
  }
  addToLevels(cells, rest, at, highest, x, sign);
}

/** What is done for a value and how often it is there takes as long as for some values. */
const REPEATED = 8;

/**
 * Adds values to the only group, each once for all that are equal. False, and none is added: they are seldom equal, or some
 * are extreme.
 */
export function addRepeated({ cells, rest, highest }: PowerSums, part: SortedValues): boolean {
  const { values } = part;
  const all = countTo(part, values.length);
  if (values.length * REPEATED > all || !values.every(isOrdinary)) return false;
  cells[0]! += all;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const times = countTo(part, i + 1) - countTo(part, i);
    let parts = [value];
    for (let k = 0; k < highest; k++) {
      if (k > 0) parts = parts.flatMap((each) => [each * value, productError(each, value, each * value)]);
      for (const each of parts) {
        addTo(cells, rest, LEVELS_AT[k]!, LEVELS_AT[k + 1]!, each * times);
        addTo(cells, rest, LEVELS_AT[k]!, LEVELS_AT[k + 1]!, productError(each, times, each * times));
      }
    }
  }
  return true;
}

function addExtreme(powers: PowerSums, group: number, value: number, sign: 1 | -1): void {
  if (value === Infinity || value === -Infinity) {
    powers.infinite.add(group);
    return;
  }
  const units = unitsOf(value);
  addUnits(powers, group, Array.from({ length: powers.highest }, (_, k) => BigInt(sign) * units ** BigInt(k + 1)));
}

/** Adds sums of powers. */
export function addUnits({ units }: PowerSums, group: number, own: readonly bigint[]): void {
  const before = units.get(group);
  const sums = before === undefined ? own : own.map((sum, k) => sum + before[k]!);
  // Where squares come to nothing, all that was added was taken away.
  if (sums[1] === 0n) units.delete(group);
  else units.set(group, sums);
}

/** Adds the sum of the only group's cells to sums; none of them may be extreme. */
export function addFirstPowers(sums: ExactSums, { cells, rest }: PowerSums): void {
  for (const part of [...(rest.get(LEVELS_AT[1]!) ?? []), cells[2]!, cells[1]!]) addValue(sums, 0, part);
}

export function mergePowers(powers: PowerSums, other: PowerSums, places: Int32Array): void {
  const { cells, rest } = powers;
  const size = SIZES[powers.highest];
  for (let group = 0; group < places.length; group++) {
    if (places[group]! < 0) continue;
    const [from, to] = [group * size, places[group]! * size];
    if (other.cells[from] === 0) continue;
    cells[to]! += other.cells[from]!;
    for (let power = 1; power <= powers.highest; power++) {
      const [begin, end] = [LEVELS_AT[power - 1]!, LEVELS_AT[power]!];
      // Two floats of a level go to the same one.
      for (let k = begin; k < end; k++) addTo(cells, rest, to + k - ((k - begin) & 1), to + end, other.cells[from + k]!);
    }
  }
  for (const [behind, parts] of other.rest) {
    const group = Math.floor(behind / size);
    const to = places[group]!;
    if (to < 0) continue;
    const end = behind + (to - group) * size;
    for (const part of parts) addTo(cells, rest, end - 2, end, part);
  }
  for (const [group, units] of other.units) if (places[group]! >= 0) addUnits(powers, places[group]!, units);
  for (const group of other.infinite) if (places[group]! >= 0) powers.infinite.add(places[group]!);
}

/** Sums of powers, the k-th of them in units of 2^-bits to that power. */
export interface ExactPowers {
  readonly sums: readonly bigint[];
  readonly bits: number;
}

/** The sums of a group's powers as integers. */
export function exactPowers({ cells, rest, units, highest }: PowerSums, group: number): ExactPowers {
  const others = units.get(group);
  const bits = others === undefined ? ORDINARY_BITS : UNIT_BITS;
  const sums = Array.from({ length: highest }, (_, k) => {
    const [begin, end] = [placeOf(highest, group, k + 1), placeOf(highest, group, k + 2)];
    const own = unitsOfAll([...cells.subarray(begin, end)]) + unitsOfAll(rest.get(end) ?? []);
    const surplus = BigInt(UNIT_BITS - bits * (k + 1));
    return (surplus > 0n ? own >> surplus : own << -surplus) + (others?.[k] ?? 0n);
  });
  return { sums, bits };
}
