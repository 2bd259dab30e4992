import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { copyText, SPARE, viewOf } from "../verbs/take/copy-text.js";

/** Bytes that a vector of written texts may have; one with more is made of fewer rows. */
export const MOST_WRITTEN = 2 ** 28;

/** Bytes of the text in a vector with 32-bit offsets. */
export function bytesIn({ storage, offset, length }: Vector): number {
  const ends = storage.offsets as Int32Array;
  return ends[offset + length]! - ends[offset]!;
}

/** What is made of each vector, or of parts of one of which more than `most` bytes may become; null if so many may of one row. */
export function lengthenedBytes(column: Column, sizeOf: (vector: Vector) => number, make: (vector: Vector) => Vector, most = MOST_WRITTEN): Column | null {
  const fitting = (vector: Vector): Vector[] => {
    const half = vector.length >> 1;
    return half === 0 || sizeOf(vector) <= most ? [vector] : [vector.slice(0, half), vector.slice(half, vector.length)].flatMap(fitting);
  };
  const parts = column.vectors.flatMap(fitting);
  return parts.every((part) => sizeOf(part) <= most) ? new Column(column.name, STRING, parts.map(make)) : null;
}

/** Texts of a number of bytes that is known before, written one behind the other. */
export class TextWriter {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #ends: Int32Array;
  #used = 0;
  #row = 0;

  constructor(rows: number, bytes: number) {
    this.#data = sharedArray(Uint8Array, bytes + SPARE);
    this.#view = viewOf(this.#data);
    this.#ends = sharedArray(Int32Array, rows + 1).subarray(0, rows + 1);
  }

  /** Goes on with bytes `[start, end)`. */
  write(from: DataView, start: number, end: number): void {
    const at = this.#used;
    this.#used = at + end - start;
    copyText(from, start, this.#view, at, this.#used);
  }

  endRow(): void {
    this.#ends[++this.#row] = this.#used;
  }

  finish(validity: Uint8Array | null): Vector {
    return new Vector(new Storage(STRING, this.#row, { data: this.#data.subarray(0, this.#used), offsets: this.#ends, validity }));
  }
}

/** Bytes, with as many behind them as {@link TextWriter.write} may read. */
export function readAhead(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(bytes.length + SPARE);
  padded.set(bytes);
  return viewOf(padded);
}
