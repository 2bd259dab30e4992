import { concat, type DataFrame } from "@framepool/frame";
import { splitEvenly } from "../parts/partition.js";
import { bytesOf } from "../parts/parts.js";
import type { Part } from "./source.js";

/** What of a frame counts for its size. */
type Counted = (frame: DataFrame) => DataFrame;

/** Frames that come one after the other as parts of exactly so many rows, or of about so many bytes of what is `counted`. They depend on the frames and the size alone; no rows make one empty part. */
export async function* cutFrames(frames: AsyncIterable<DataFrame>, size: { readonly rows: number } | { readonly bytes: number }, counted: Counted): AsyncGenerator<Part, void> {
  const pieces = "rows" in size ? byRows(frames, size.rows) : byBytes(frames, size.bytes, counted);
  let firstRow = 0;
  for await (const frame of pieces) {
    yield { input: { kind: "frame", frame, firstRow }, bytes: bytesOf(counted(frame)) };
    firstRow += frame.numRows;
  }
}

async function* byRows(frames: AsyncIterable<DataFrame>, size: number): AsyncGenerator<DataFrame, void> {
  const waiting = new Waiting(() => 0);
  for await (const frame of frames) {
    let from = 0;
    while (waiting.rows + frame.numRows - from >= size) {
      const to = from + size - waiting.rows;
      waiting.add(frame.slice(from, to));
      yield waiting.take();
      from = to;
    }
    waiting.add(frame.slice(from));
  }
  if (waiting.rows > 0 || !waiting.hasGiven) yield waiting.take();
}

/** Small frames are put together, large ones cut into equal pieces. */
async function* byBytes(frames: AsyncIterable<DataFrame>, size: number, counted: Counted): AsyncGenerator<DataFrame, void> {
  const waiting = new Waiting((frame) => bytesOf(counted(frame)));
  for await (const frame of frames) {
    const pieces = Math.min(Math.ceil(bytesOf(counted(frame)) / size), frame.numRows);
    if (pieces > 1) {
      if (waiting.rows > 0) yield waiting.take();
      for (const { begin, end } of splitEvenly(frame.numRows, pieces)) {
        waiting.add(frame.slice(begin, end));
        yield waiting.take();
      }
    } else {
      waiting.add(frame);
      if (waiting.bytes >= size) yield waiting.take();
    }
  }
  if (waiting.rows > 0 || !waiting.hasGiven) yield waiting.take();
}

/** Frames of one schema that will be one part. */
class Waiting {
  readonly #bytesOf: (frame: DataFrame) => number;
  #frames: DataFrame[] = [];
  #empty: DataFrame | null = null;
  #rows = 0;
  #bytes = 0;
  #given = false;

  constructor(bytes: (frame: DataFrame) => number) {
    this.#bytesOf = bytes;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get hasGiven(): boolean {
    return this.#given;
  }

  add(frame: DataFrame): void {
    if (frame.numRows === 0) {
      this.#empty ??= frame;
      return;
    }
    this.#frames.push(frame);
    this.#rows += frame.numRows;
    this.#bytes += this.#bytesOf(frame);
  }

  /** What waits, as one frame on the same memory. */
  take(): DataFrame {
    const frames = this.#frames.length > 0 ? this.#frames : [this.#empty!];
    this.#frames = [];
    [this.#rows, this.#bytes, this.#given] = [0, 0, true];
    return frames.length === 1 ? frames[0]! : concat(frames);
  }
}
