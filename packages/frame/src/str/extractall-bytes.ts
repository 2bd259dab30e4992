import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT32, STRING, type DataType } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { MATCHES_AT, MOST_ROWS, textKernels } from "./kernels.js";
import { MOST_MATCHES, seeAllMatches } from "./match-bytes.js";
import { PackedCells } from "./packed-cells.js";
import type { Program } from "./regexp/program.js";

/** The groups of all matches of a column. */
export interface AllGroups {
  /** which row each match is of, and its place among those of the row */
  readonly rows: Column;
  readonly places: Column;
  readonly groups: readonly Column[];
}

/** The groups of all matches of each cell of text with 32-bit offsets, empty ones missing; `own`, which has flag `g`, is asked where the program does not know. */
export function extractallBytes(column: Column, program: Program, own: RegExp): AllGroups {
  const made = column.vectors.map((vector, k) => allGroupsOf(vector, column.starts[k]!, program, own));
  const joined = (name: string, type: DataType, of: (found: AllFound) => Vector): Column => new Column(name, type, made.map(of));
  return {
    rows: joined("row", INT32, ({ rows }) => rows.finish()),
    places: joined("match", INT32, ({ places }) => places.finish()),
    groups: Array.from({ length: program.slots - 1 }, (_, place) => joined(column.name, STRING, ({ groups }) => groups[place]!.finish())),
  };
}

interface AllFound {
  readonly rows: Counted;
  readonly places: Counted;
  readonly groups: readonly PackedCells[];
}

/** Of a vector whose first row is `first`. */
function allGroupsOf(vector: Vector, first: number, program: Program, own: RegExp): AllFound {
  const { counts } = textKernels();
  const width = 8 * program.slots;
  const [rows, places] = [new Counted(vector.length), new Counted(vector.length)];
  const groups = Array.from({ length: program.slots - 1 }, () => new PackedCells(vector.length));
  const number = (row: number, matches: number): void => {
    for (let k = 0; k < matches; k++) {
      rows.add(first + row);
      places.add(k);
    }
  };
  const pack = (from: number, end: number): void => {
    for (let at = from; at < end; at += MOST_ROWS) {
      const match = MATCHES_AT + width * at;
      for (const [k, group] of groups.entries()) {
        group.pack(match, match + 8 * (k + 1), width, Math.min(MOST_ROWS, end - at));
      }
    }
  };
  seeAllMatches(vector, program, MOST_MATCHES, ({ row, count, before, place }) => {
    let [from, known] = [before, before];
    for (let k = 0; k < count; k++) {
      const all = counts[place + k]!;
      if (vector.isNull(row + k)) {
        pack(from, known);
        from = all;
      } else {
        number(row + k, all - known);
      }
      known = all;
    }
    pack(from, known);
  }, (row) => {
    const matches = [...((vector.get(row) ?? "") as string).matchAll(own)];
    if (vector.isNull(row)) return;
    number(row, matches.length);
    for (const found of matches) for (const [k, group] of groups.entries()) group.add(found[k + 1] ?? null);
  });
  for (const group of groups) group.markEmpty(0);
  return { rows, places, groups };
}

/** Numbers that are counted up to nobody knows how many. */
class Counted {
  #numbers: Int32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#numbers = sharedArray(Int32Array, capacity);
  }

  add(value: number): void {
    if (this.#length === this.#numbers.length) this.#numbers = grown(Int32Array, this.#numbers, this.#length + 1);
    this.#numbers[this.#length++] = value;
  }

  finish(): Vector {
    return new Vector(new Storage(INT32, this.#length, { data: this.#numbers.subarray(0, this.#length) }));
  }
}
