import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { boolColumn } from "../verbs/cells/flags.js";
import { mayBeNumeric } from "../verbs/cells/numeric-only.js";
import { numbersWithGaps } from "../verbs/numbers/numbers-with-gaps.js";
import type { Aggregate } from "./aggregate.js";

/** Whether a bool of each group is true, or a number not 0; false of nothing. */
export const any: Aggregate<Uint8Array> = foundOf("any", (value) => value !== 0, (flags) => flags);

/** Whether all bools of each group are true, and all numbers not 0; true of nothing. */
export const all: Aggregate<Uint8Array> = foundOf("all", (value) => value === 0, (flags) => flags.map((flag) => flag ^ 1));

/** A flag for each group in which a cell is found that decides it. */
function foundOf(verb: string, decides: (value: number) => boolean, finished: (flags: Uint8Array) => Uint8Array): Aggregate<Uint8Array> {
  return {
    init: (groups) => new Uint8Array(groups),
    add(flags, column, codes) {
      checkTruth(verb, column);
      const { values } = numbersWithGaps(column);
      for (let i = 0; i < values.length; i++) if (codes[i]! >= 0 && values[i] === values[i] && decides(values[i]!)) flags[codes[i]!] = 1;
    },
    merge(flags, other, places) {
      for (let group = 0; group < places.length; group++) if (places[group]! >= 0) flags[places[group]!]! |= other[group]!;
    },
    finish: (flags, name) => boolColumn(name, finished(flags)),
  };
}

function checkTruth(verb: string, column: Column): void {
  if (!mayBeNumeric(column)) throw new FrameError(`${verb}: column "${column.name}" is ${typeName(column.type)}; only bools and numbers are true or false`, { column: column.name });
}
