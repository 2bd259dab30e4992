import type { DataType } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import type { ColumnPlace } from "../rows/layout.js";
import type { ScanDialect } from "../scan/scan-types.js";

/** Options of a reader that any thread can have. */
export type PlainReadOptions = Omit<CsvReadOptions, "rejects" | "usecols" | "skiprows">;

/** All that is known of the tables of a scan before their rows: plain data, sent to each worker once. */
export interface Table {
  readonly dialect: ScanDialect;
  /** why the scanner cannot read the text, so that csv-parse does; null if it can */
  readonly notScanned: string | null;
  readonly options: PlainReadOptions;
  /** whether what is made of cells goes to another thread, and so lies on shared memory; what stays is given back to the system sooner */
  readonly isShared: boolean;
  /** whether all columns will be read as values, so that what their cells can be is found while that is done */
  readonly isRead: boolean;
  /** whether what is made of it is text again, so that cells keep how they are spelled */
  readonly isWritten: boolean;
  /** columns that are read, and the types that are known */
  readonly columns: readonly ColumnPlace[];
  readonly types: readonly (DataType | null)[];
  /** what is found in a column's cells before rows are read: any type, whether all are dates, the unit of a timestamp; null: nothing */
  readonly open: readonly ("any" | "date" | "unit" | null)[];
  /** how each type is known: declared, so that a cell which it cannot hold makes a bad line; guessed from the first rows; found in all cells */
  readonly known: readonly ("declared" | "guessed" | "found")[];
  /** memory of {@link SeenTypes}, where types that are not known yet are taken from the first range, and all cells are looked at on the way; null: types are known before rows are read */
  readonly seen: SharedArrayBuffer | null;
  /** fields that a record has */
  readonly width: number;
  /** whether more are ignored */
  readonly ignoresLong: boolean;
}

/** Where bytes can be read at any offset: an open descriptor, which all threads of a process share, or memory. */
export type Bytes = { readonly fd: number } | { readonly memory: SharedArrayBuffer };

/** What a range is told, and what it tells: memory of two links. */
export interface Links {
  readonly before: SharedArrayBuffer;
  readonly after: SharedArrayBuffer;
}

/** Bytes of an input that can be read anywhere: records that begin in [begin, end) are its. */
export interface ByteRange extends Links {
  readonly kind: "bytes";
  readonly file: string | null;
  readonly bytes: Bytes;
  /** bytes of the input */
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  /** the input's first range: where its first record begins, and on which line */
  readonly first: { readonly offset: number; readonly line: number } | null;
}

/** Whole records of a source that is read once, in order, and cut where they end. */
export interface CutText extends Links {
  readonly kind: "cut";
  readonly file: string | null;
  /** UTF-8 */
  readonly text: SharedArrayBuffer;
  readonly length: number;
  /** where the text begins in its source, in the source's own bytes */
  readonly byte: number;
  readonly line: number;
}

export type TextRange = ByteRange | CutText;
