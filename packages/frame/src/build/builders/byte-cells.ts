import { Buffer } from "node:buffer";
import { FrameError } from "@framepool/errors";
import { grown, sharedArray } from "../growing.js";

/** Offsets are 32-bit while a vector is built. */
const LIMIT = 2 ** 31 - 1;
/** Half of the limit, so that a vector which is looked at after each cell never meets it. */
const FULL = 2 ** 30;

/** Room for text at first. A page that is not touched is free, and growing copies: generous is quicker. */
const BYTES_A_CELL = 32;

// Below this a loop is quicker than making a view and copying it.
const SHORT = 24;

/** Cells of bytes laid end to end, as text and binary columns are. `ends[row + 1]` is where row ends. */
export class ByteCells {
  bytes: Uint8Array;
  /** the same memory, for writing text */
  buffer: Buffer;
  used = 0;
  /** bytes that fit, and whose ends fit in 32 bits */
  room: number;
  ends: Int32Array;

  constructor(capacity: number) {
    this.bytes = sharedArray(Uint8Array, capacity * BYTES_A_CELL);
    this.buffer = Buffer.from(this.bytes.buffer);
    this.room = Math.min(this.bytes.length, LIMIT);
    this.ends = sharedArray(Int32Array, capacity + 1);
  }

  get full(): boolean {
    return this.used >= FULL;
  }

  /** Room for the end of `row`. */
  reserveRow(row: number): void {
    if (row + 1 >= this.ends.length) this.ends = grown(Int32Array, this.ends, row + 2);
  }

  /** Room for `more` bytes. Throws FrameError where they would take one vector past 2 GiB. */
  reserveBytes(more: number): void {
    const needed = this.used + more;
    if (needed <= this.room) return;
    if (needed > LIMIT) throw new FrameError("one vector holds at most 2 GiB of text; finish this builder and go on in another");
    this.bytes = grown(Uint8Array, this.bytes, needed);
    this.buffer = Buffer.from(this.bytes.buffer);
    this.room = Math.min(this.bytes.length, LIMIT);
  }

  /** Copies bytes `[start, end)` of `from` to the end. */
  add(from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.reserveBytes(length);
    const { bytes, used } = this;
    if (length <= SHORT) for (let i = 0; i < length; i++) bytes[used + i] = from[start + i]!;
    else bytes.set(from.subarray(start, end), used);
    this.used = used + length;
  }

  data(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }

  /** Arrow's offsets for `length` rows; the 64-bit ones of a large type are made here. */
  offsets(length: number, large: boolean): Int32Array | BigInt64Array {
    const ends = this.ends.subarray(0, length + 1);
    return large ? widened(ends) : ends;
  }
}

/** Offsets of 32 bits as 64. */
export function widened(offsets: Int32Array): BigInt64Array {
  const wide = sharedArray(BigInt64Array, offsets.length);
  for (let i = 0; i < offsets.length; i++) wide[i] = BigInt(offsets[i]!);
  return wide.subarray(0, offsets.length);
}
