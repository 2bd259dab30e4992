import type { Region, Regions } from "./Regions.js";

/** What a call needs in memory: an array, so many bytes of room, or nothing. */
export type Staged = Uint8Array | Uint32Array | Int32Array | Float64Array | number | null;

/** What kernels make beside an index. */
export type ResultKind = "long" | "validity" | "int32" | "int64" | "float64" | "offsets" | "bytes" | "nonAscii" | "chars" | "charEnds";

/** Vectors are read and written up to 64 bytes beyond what they are for. */
const SLACK = 64;

/**
 * The regions of a scanner. Each grows by itself; one that has no room behind it moves, so addresses are asked for anew
 * after each growth, and offsets are what is kept.
 *
 *     0        64 KiB                                                                        up to 1 GiB
 *     | tables | text … | nonAscii … | ends … | starts … | stage … | result … | result … | slot | slot | …
 *
 *     text      what was read; byte 0 is offset 0
 *     nonAscii  a byte for each 64 of the text: not 0 where one of them is >= 0x80
 *     ends      u32 for each field of a row, rows one behind the other
 *     starts    u32 for each row
 *     stage     what a call is given: plans, values, bitmaps; only for that call
 *     result    what else a kernel made: a region for each kind
 *     slot      i32: 1 while lent | i32 | text that was written
 */
export class ScanMemory {
  readonly regions: Regions;
  #text: Region;
  #nonAscii: Region;
  #ends: Region;
  #starts: Region;
  #stage: Region;
  readonly #results = new Map<ResultKind, Region>();
  #textView: Uint8Array;

  constructor(regions: Regions) {
    this.regions = regions;
    this.#text = regions.allocate(1);
    this.#nonAscii = regions.allocate(1);
    this.#ends = regions.allocate(1);
    this.#starts = regions.allocate(1);
    this.#stage = regions.allocate(1);
    this.#textView = this.#viewText();
  }

  /** The text region: a view. */
  get text(): Uint8Array {
    return this.#textView;
  }

  /** Flags of the text's blocks: a view. */
  get nonAscii(): Uint8Array {
    return new Uint8Array(this.regions.buffer, this.#nonAscii.start, this.#text.bytes >> 6);
  }

  /** All the room there is for field ends, and for starts of rows: views. */
  get ends(): Uint32Array {
    return new Uint32Array(this.regions.buffer, this.#ends.start, this.#ends.bytes >> 2);
  }

  get starts(): Uint32Array {
    return new Uint32Array(this.regions.buffer, this.#starts.start, this.#starts.bytes >> 2);
  }

  /** Room for `bytes` of text; what is there is kept. */
  growText(bytes: number): void {
    const { length } = this.#textView;
    if (bytes <= length) return;
    // By half at least: one that grows by and by is not moved each time.
    this.#text = this.regions.grow(this.#text, Math.max(bytes, length + (length >> 1)) + SLACK, length);
    this.#nonAscii = this.regions.grow(this.#nonAscii, this.#text.bytes >> 6, length >> 6);
    this.#textView = this.#viewText();
  }

  /** Room for so many ends and starts; the first ones, as many as were written, are kept. */
  growIndex(ends: number, starts: number, written: { readonly ends: number; readonly starts: number }): void {
    this.#ends = this.regions.grow(this.#ends, ends * 4, written.ends * 4);
    this.#starts = this.regions.grow(this.#starts, starts * 4, written.starts * 4);
  }

  /** Address of the region for results of a kind, with room for `bytes`: the last ones are lost. */
  result(kind: ResultKind, bytes: number): number {
    const before = this.#results.get(kind);
    const region = before === undefined ? this.regions.allocate(bytes + SLACK) : this.regions.grow(before, bytes + SLACK, 0);
    this.#results.set(kind, region);
    return region.start;
  }

  /** Puts copies of arrays into memory for one call, and makes room of so many bytes: their addresses, 0 for null. An array that is in memory already stays where it is. */
  stage(wanted: readonly Staged[]): number[] {
    const { buffer } = this.regions;
    const sizes = wanted.map((entry) => {
      if (typeof entry === "number") return staged(entry);
      return entry === null || entry.buffer === buffer ? 0 : staged(entry.byteLength);
    });
    this.#stage = this.regions.grow(this.#stage, sizes.reduce((sum, size) => sum + size, 0), 0);
    const target = new Uint8Array(this.regions.buffer);
    let next = this.#stage.start;
    return wanted.map((entry, i) => {
      if (entry === null) return 0;
      if (sizes[i] === 0 && typeof entry !== "number") return entry.byteOffset;
      const address = next;
      next += sizes[i]!;
      if (typeof entry !== "number") target.set(new Uint8Array(entry.buffer, entry.byteOffset, entry.byteLength), address);
      return address;
    });
  }

  #viewText(): Uint8Array {
    return new Uint8Array(this.regions.buffer, this.#text.start, this.#text.bytes - SLACK);
  }
}

/** Bytes of the stage for so many: aligned, and with slack behind it. */
function staged(bytes: number): number {
  return Math.ceil((bytes + SLACK) / 16) * 16;
}
