import { FrameError } from "@framepool/errors";
import { Column } from "../column.js";
import { typeName } from "../data-types.js";
import type { Vector } from "../vector.js";
import { boolColumn } from "../verbs/cells/flags.js";
import { mayBeNumeric } from "../verbs/cells/numeric-only.js";
import { tallyBools } from "../verbs/cells/tally-bools.js";
import { BLOCK } from "../verbs/numbers/number-blocks.js";
import { numbersWithGaps } from "../verbs/numbers/numbers-with-gaps.js";
import type { Aggregate } from "./aggregate.js";

/** Whether a bool of each group is true, or a number not 0; false of nothing. */
export const any: Aggregate<Uint8Array> = foundOf("any", true, (flags) => flags);

/** Whether all bools of each group are true, and all numbers not 0; true of nothing. */
export const all: Aggregate<Uint8Array> = foundOf("all", false, (flags) => flags.map((flag) => flag ^ 1));

/** A flag for each group in which a cell is found that decides it: a true one, or a false one. */
function foundOf(verb: string, decisive: boolean, finished: (flags: Uint8Array) => Uint8Array): Aggregate<Uint8Array> {
  return {
    anyOrder: true,
    init: (groups) => new Uint8Array(groups),
    add(flags, column, codes) {
      checkTruth(verb, column);
      const { values } = numbersWithGaps(column);
      for (let i = 0; i < values.length; i++) if (codes[i]! >= 0 && decides(values[i]!, decisive)) flags[codes[i]!] = 1;
    },
    addWhole(flags, column) {
      checkTruth(verb, column);
      const isFound = column.type.kind === "bool" ? tallyBools(column).first[decisive ? 1 : 0] >= 0 : column.vectors.some((vector) => hasNumber(vector, decisive));
      if (isFound) flags[0] = 1;
    },
    merge(flags, other, places) {
      for (let group = 0; group < places.length; group++) if (places[group]! >= 0) flags[places[group]!]! |= other[group]!;
    },
    finish: (flags, name) => boolColumn(name, finished(flags)),
  };
}

/** Whether a number that is there is as true as what decides; NaN is none. */
function decides(value: number, decisive: boolean): boolean {
  return value === value && (value !== 0) === decisive;
}

/** Whether a number of a vector decides; looked at in blocks, since the first of all may. */
function hasNumber(vector: Vector, decisive: boolean): boolean {
  const room = new Float64Array(Math.min(BLOCK, vector.length));
  for (let begin = 0; begin < vector.length; begin += BLOCK) {
    const { values } = numbersWithGaps(Column.of("", vector.slice(begin, Math.min(begin + BLOCK, vector.length))), room);
    for (let i = 0; i < values.length; i++) if (decides(values[i]!, decisive)) return true;
  }
  return false;
}

function checkTruth(verb: string, column: Column): void {
  if (!mayBeNumeric(column)) throw new FrameError(`${verb}: column "${column.name}" is ${typeName(column.type)}; only bools and numbers are true or false`, { column: column.name });
}
