import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { FOUND_AT } from "./kernels.js";
import { ASK, seeMatches } from "./match-bytes.js";
import { PackedCells } from "./packed-cells.js";
import type { Program } from "./regexp/program.js";

/** The groups of the first match of each cell of text with 32-bit offsets, a column a group; `own` is asked where the program does not know. */
export function extractBytes(column: Column, program: Program, own: RegExp): Column[] {
  const made = column.vectors.map((vector) => groupsOf(vector, program, own));
  return made[0]!.map((_, place) => new Column(column.name, STRING, made.map((groups) => groups[place]!)));
}

function groupsOf(vector: Vector, program: Program, own: RegExp): Vector[] {
  const width = 2 * program.slots;
  const groups = Array.from({ length: program.slots - 1 }, (_, k) => new GroupCells(vector, k + 1, width));
  seeMatches(vector, program, (row, count, slots) => {
    const asked: Asked[] = [];
    for (let k = 0; k < count; k++) if (slots[k * width] === ASK) asked.push({ k, found: own.exec((vector.get(row + k) ?? "") as string) });
    for (const group of groups) group.take(row, count, asked);
  });
  return groups.map((group) => group.finish());
}

/** What a RegExp found in row `k` of a block. */
interface Asked {
  readonly k: number;
  readonly found: RegExpExecArray | null;
}

/** The cells of one group, a block of rows at a time. */
class GroupCells {
  readonly #cells: PackedCells;
  readonly #vector: Vector;
  readonly #gaps: boolean;
  readonly #place: number;
  readonly #width: number;

  /** `width` numbers of each row are what was found in it. */
  constructor(vector: Vector, place: number, width: number) {
    this.#cells = new PackedCells(vector.length);
    this.#vector = vector;
    this.#gaps = vector.nullCount > 0;
    this.#place = place;
    this.#width = width;
  }

  take(row: number, count: number, asked: readonly Asked[]): void {
    let next = 0;
    for (const { k, found } of asked) {
      this.#pack(row, next, k);
      this.#cells.add(this.#vector.isNull(row + k) ? null : (found?.[this.#place] ?? null));
      next = k + 1;
    }
    this.#pack(row, next, count);
  }

  finish(): Vector {
    return this.#cells.finish();
  }

  /** What the kernel found in rows `[from, to)` behind `row`. */
  #pack(row: number, from: number, to: number): void {
    const first = FOUND_AT + 4 * from * this.#width;
    this.#cells.pack(first, first + 8 * this.#place, 4 * this.#width, to - from);
    if (this.#gaps) for (let k = from; k < to; k++) if (this.#vector.isNull(row + k)) this.#cells.markNull(row + k);
  }
}
