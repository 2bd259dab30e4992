import type { Buffer } from "node:buffer";
import { ByteCells } from "../build/builders/byte-cells.js";
import { Validity } from "../build/builders/validity.js";
import { Column } from "../column.js";
import { bufferOf } from "../copy-bytes.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { copyOut, FOUND_AT, MISSING_AT, PACKED_AT, PACKED_ENDS_AT, textKernels } from "./kernels.js";
import { ASK, seeMatches } from "./match-bytes.js";
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
  readonly #kernels = textKernels();
  readonly #cells: ByteCells;
  readonly #ends: Buffer;
  readonly #validity = new Validity();
  readonly #vector: Vector;
  readonly #gaps: boolean;
  readonly #place: number;
  readonly #width: number;

  /** `width` numbers of each row are what was found in it. */
  constructor(vector: Vector, place: number, width: number) {
    this.#cells = new ByteCells(vector.length);
    this.#ends = bufferOf(this.#cells.ends);
    this.#vector = vector;
    this.#gaps = vector.nullCount > 0;
    this.#place = place;
    this.#width = width;
  }

  take(row: number, count: number, asked: readonly Asked[]): void {
    let next = 0;
    for (const { k, found } of asked) {
      this.#pack(row, next, k);
      this.#add(row + k, found?.[this.#place]);
      next = k + 1;
    }
    this.#pack(row, next, count);
  }

  finish(): Vector {
    const { length } = this.#vector;
    const cells = this.#cells;
    return new Vector(new Storage(STRING, length, { data: cells.data(), offsets: cells.offsets(length, false), validity: this.#validity.finish(length) }));
  }

  /** What the kernel found in rows `[from, to)` behind `row`. */
  #pack(row: number, from: number, to: number): void {
    const kernels = this.#kernels;
    const { missing } = kernels;
    const cells = this.#cells;
    const { used } = cells;
    const first = FOUND_AT + 4 * from * this.#width;
    const end = kernels.packSlots(first, first + 8 * this.#place, 4 * this.#width, to - from, PACKED_AT, used, PACKED_ENDS_AT, MISSING_AT);
    cells.reserveBytes(end - used);
    copyOut(kernels, PACKED_AT, end - used, cells.buffer, used);
    cells.used = end;
    copyOut(kernels, PACKED_ENDS_AT, 4 * (to - from), this.#ends, 4 * (row + from + 1));
    for (let k = 1; k <= missing[0]!; k++) this.#validity.markNull(row + from + missing[k]!);
    if (this.#gaps) for (let k = from; k < to; k++) if (this.#vector.isNull(row + k)) this.#validity.markNull(row + k);
  }

  /** What a RegExp found. */
  #add(row: number, text: string | undefined): void {
    const cells = this.#cells;
    if (text === undefined || this.#vector.isNull(row)) {
      this.#validity.markNull(row);
    } else {
      cells.reserveBytes(3 * text.length);
      cells.used += cells.buffer.write(text, cells.used, "utf8");
    }
    cells.ends[row + 1] = cells.used;
  }
}
