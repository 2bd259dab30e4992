import type { DataType } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import type { ColumnPlace } from "../rows/layout.js";
import type { ScanDialect } from "../scan/scan-types.js";

/** Options of a reader that any thread can have. */
export type PlainReadOptions = Omit<CsvReadOptions, "rejects" | "usecols" | "skiprows">;

/** All that is known of the tables of a scan before their rows: plain data, sent to each worker once. */
export interface Table {
  readonly dialect: ScanDialect;
  readonly options: PlainReadOptions;
  /** columns that are read, and the types that are known; a null one is open */
  readonly columns: readonly ColumnPlace[];
  readonly types: readonly (DataType | null)[];
  /** how each type is known: declared, so that a cell which it cannot hold makes a bad line; guessed from the first rows; found in all cells */
  readonly known: readonly ("declared" | "guessed" | "found")[];
  /** fields that a record has */
  readonly width: number;
  /** whether more are ignored */
  readonly ignoresLong: boolean;
}

/** Where bytes can be read at any offset: an open descriptor, which all threads of a process share, or memory. */
export type Bytes = { readonly fd: number } | { readonly memory: SharedArrayBuffer };

/** Bytes of an input that can be read anywhere: records that begin in [begin, end) are its. */
export interface ByteRange {
  readonly kind: "bytes";
  readonly file: string | null;
  readonly bytes: Bytes;
  /** bytes of the input */
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  /** number of the range among all of the scan */
  readonly range: number;
  /** the file's first range: where its first record begins, and on which line */
  readonly first: { readonly offset: number; readonly line: number } | null;
  readonly chain: SharedArrayBuffer;
}

/** Whole records of a source that is read once, in order, and cut where they end. */
export interface CutText {
  readonly kind: "cut";
  readonly file: string | null;
  readonly text: SharedArrayBuffer;
  readonly length: number;
  readonly range: number;
  readonly chain: SharedArrayBuffer;
  /** where the text begins in its source */
  readonly byte: number;
  readonly line: number;
}

export type TextRange = ByteRange | CutText;
