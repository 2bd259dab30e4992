import { chars, type Chars, type CharsRequest } from "./cells/chars.js";
import { classify, type ClassifyRequest } from "./cells/classify.js";
import type { CellTools, PresentCells } from "./cells/column.js";
import { missing, type Missing, type MissingRequest } from "./cells/missing.js";
import { float64, int32, int64, type Numbers, type NumbersRequest } from "./cells/numbers.js";
import { texts, type Texts } from "./cells/texts.js";
import { emit, type Emit } from "./emit.js";
import { firstLineEnd } from "./first-line-end.js";
import { indexPlain } from "./index-plain.js";
import { indexSimd } from "./index-simd.js";
import { loadKernels, NO_QUOTE, type Kernels } from "./kernels.js";
import { Regions } from "./Regions.js";
import { ScanMemory } from "./ScanMemory.js";
import type { Index, IndexRequest, ScanDialect, Scanned } from "./scan-types.js";
import { Slots, type Slot } from "./Slots.js";

/** Finds fields in text that lies in its memory, a shared WebAssembly one. One per thread and dialect. */
export class Scanner {
  readonly dialect: ScanDialect;
  readonly #kernels: Kernels;
  readonly #memory: ScanMemory;
  readonly #slots: Slots;
  readonly #tools: CellTools;

  constructor(dialect: ScanDialect) {
    const { kernels, memory } = loadKernels();
    this.dialect = dialect;
    this.#kernels = kernels;
    this.#memory = new ScanMemory(new Regions(memory));
    this.#tools = { kernels, memory: this.#memory, dialect };
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
   * Indexes the records of text[begin, end) that start before `limit`: by vectors, or byte by byte where rows are wider than
   * those take. Throws ArgumentError if 1 GiB does not hold the index.
   */
  index(request: IndexRequest): Index {
    return this.indexVectors(request) ?? this.indexBytes(request);
  }

  /** As {@link index}, 64 bytes at a time; null if a row is not whole and should have more than 262,144 fields. */
  indexVectors(request: IndexRequest): Index | null {
    const found = indexSimd(this.#kernels, this.#memory, this.dialect, request);
    return found === null ? null : this.#index(request, found);
  }

  /** As {@link index}, byte by byte. */
  indexBytes(request: IndexRequest): Index {
    return this.#index(request, indexPlain(this.#memory, this.dialect, request));
  }

  /**
   * Offset behind the first line end in text[from, to) that is outside quotes, where `from` is outside of them (a quote right
   * there opens a field); -1 if there is none, or only a \r as the last byte, which may be half of a line end.
   */
  firstLineEnd(from: number, to: number): number {
    return firstLineEnd(this.#memory.text, this.dialect, from, to);
  }

  /**
   * Writes rows of text into a slot of the scanner's memory, and lends it: nothing is written there until the slot's flag is
   * 0 again. The index must be this scanner's latest, and the text what it was. Throws ArgumentError if 1 GiB is too little.
   */
  emit(request: Emit): Slot {
    return emit(this.#kernels, this.#memory, this.#slots, this.dialect, request);
  }

  /** Which cells of a column are missing: those that short rows lack, and those whose text is one of the words. The bitmap is a view, valid until the next call. */
  missing(request: MissingRequest): Missing {
    return missing(this.#tools, request);
  }

  /** What the cells of a column that are there can be, as the flags of `types/classify.ts`; cells behind the first text are not looked at. */
  classify(request: ClassifyRequest): number {
    return classify(this.#tools, request);
  }

  /** A column as int32, the cells that are missing, and the rows that are none. Values and bitmap are views, valid until the next call. */
  int32(request: NumbersRequest): Numbers<Int32Array> {
    return int32(this.#tools, request);
  }

  /** A column as int64 or uint64, the cells that are missing, and the rows that are none. Values and bitmap are views, valid until the next call. */
  int64(request: NumbersRequest, isSigned: boolean): Numbers<BigInt64Array | BigUint64Array> {
    return int64(this.#tools, request, isSigned);
  }

  /** A column as float64, each cell as `Number` reads it, the cells that are missing, and the rows that are none. Values and bitmap are views, valid until the next call. */
  float64(request: NumbersRequest): Numbers<Float64Array> {
    return float64(this.#tools, request);
  }

  /** A column as Arrow utf8, missing cells empty. Views, valid until the next call. */
  texts(request: PresentCells): Texts {
    return texts(this.#tools, request);
  }

  /** Some cells of a column as one string; `ends` is a view, valid until the next call. */
  chars(request: CharsRequest): Chars {
    return chars(this.#tools, request);
  }

  #index({ columns }: IndexRequest, found: Scanned): Index {
    const { ends, starts, nonAscii } = this.#memory;
    return { ...found, columns, ends: ends.subarray(0, found.rows * columns), starts: starts.subarray(0, found.rows), nonAscii };
  }
}
