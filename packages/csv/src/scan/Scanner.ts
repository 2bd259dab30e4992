import { emit, type Emit } from "./emit.js";
import { firstLineEnd } from "./first-line-end.js";
import { indexPlain } from "./index-plain.js";
import { indexSimd } from "./index-simd.js";
import { loadKernels, type Kernels } from "./kernels.js";
import { Regions } from "./Regions.js";
import { ScanMemory } from "./ScanMemory.js";
import type { Index, IndexRequest, ScanDialect, Scanned } from "./scan-types.js";
import { Slots, type Slot } from "./Slots.js";

/** A quote that no byte is. */
const NO_QUOTE = 256;

/** Finds fields in text that lies in its memory, a shared WebAssembly one. One per thread and dialect. */
export class Scanner {
  readonly #dialect: ScanDialect;
  readonly #kernels: Kernels;
  readonly #memory: ScanMemory;
  readonly #slots: Slots;

  constructor(dialect: ScanDialect) {
    const { kernels, memory } = loadKernels();
    this.#dialect = dialect;
    this.#kernels = kernels;
    this.#memory = new ScanMemory(new Regions(memory));
    this.#slots = new Slots(this.#memory.regions);
    kernels.dialect(dialect.sep, dialect.quote < 0 ? NO_QUOTE : dialect.quote, dialect.skipBlankLines);
  }

  /**
   * The text region, at least `bytes` long: a view on the scanner's memory, for the caller to write to. When it grows its
   * first bytes are kept, views from before show old memory, and indexes stay valid. Throws ArgumentError if 1 GiB is too little.
   */
  text(bytes: number): Uint8Array {
    this.#memory.growText(bytes);
    return this.#memory.text;
  }

  /**
   * Indexes the records of text[begin, end) that start before `limit`: by vectors, and once more byte by byte where quotes
   * are text or a row is irregular. Throws ArgumentError if 1 GiB does not hold the index.
   */
  index(request: IndexRequest): Index {
    return this.indexVectors(request) ?? this.indexBytes(request);
  }

  /** As {@link index}, 64 bytes at a time; null where that cannot tell. */
  indexVectors(request: IndexRequest): Index | null {
    const found = indexSimd(this.#kernels, this.#memory, this.#dialect, request);
    return found === null ? null : this.#index(request, found);
  }

  /** As {@link index}, byte by byte. */
  indexBytes(request: IndexRequest): Index {
    return this.#index(request, indexPlain(this.#memory, this.#dialect, request));
  }

  /**
   * Offset behind the first line end in text[from, to) that is outside quotes, where `from` is outside of them (a quote right
   * there opens a field); -1 if there is none, or only a \r as the last byte, which may be half of a line end.
   */
  firstLineEnd(from: number, to: number): number {
    return firstLineEnd(this.#memory.text, this.#dialect, from, to);
  }

  /**
   * Writes rows of text into a slot of the scanner's memory, and lends it: nothing is written there until the slot's flag is
   * 0 again. The index must be this scanner's latest, and the text what it was. Throws ArgumentError if 1 GiB is too little.
   */
  emit(request: Emit): Slot {
    return emit(this.#kernels, this.#memory, this.#slots, this.#dialect, request);
  }

  #index({ columns }: IndexRequest, found: Scanned): Index {
    const { ends, starts, nonAscii } = this.#memory;
    return { ...found, columns, ends: ends.subarray(0, found.rows * columns), starts: starts.subarray(0, found.rows), nonAscii };
  }
}
