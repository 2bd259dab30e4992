/** What a scanner must know to find fields. */
export interface ScanDialect {
  /** byte between fields */
  readonly sep: number;
  /** byte around fields; -1: none */
  readonly quote: number;
  readonly skipBlankLines: boolean;
}

/** Which records to index. */
export interface IndexRequest {
  /** start of a record */
  readonly begin: number;
  /** the text ends here */
  readonly end: number;
  /** a record that starts here or behind is not indexed; at most `end` */
  readonly limit: number;
  /** fields that a record must have, at least 1 */
  readonly columns: number;
  /** the input ends at `end`, so a last record without a line end counts; else an unfinished one is left out */
  readonly final: boolean;
  /** `"ignore"`: fields beyond `columns` are ignored; `"report"`: a record that has some is left out of the index, and listed */
  readonly longRows: "ignore" | "report";
}

/** A record with too many fields. */
export interface LongRow {
  /** offset of its first byte */
  readonly start: number;
  /** offset behind its last field */
  readonly end: number;
  readonly fields: number;
  /** rows of the index before it */
  readonly row: number;
}

/** Where the fields of the text are. Offsets are bytes of the text region. */
export interface Index {
  readonly rows: number;
  readonly columns: number;
  /** `ends[row * columns + k]`: offset of the byte behind field k, its separator or line end. A view on scanner memory, valid until the next `index()`. */
  readonly ends: Uint32Array;
  /**
   * `starts[row]`: offset of the record's first byte. Field 0 begins there; field k > 0 begins at `ends[k - 1] + 1`. A field
   * that a short row lacks has `ends[k] === ends[k - 1]`, so a length of -1: it is missing. A view as `ends`.
   */
  readonly starts: Uint32Array;
  /** offset of the first record that is not in the index: behind the last record's line end, and behind blank lines that follow it and start before `limit` */
  readonly next: number;
  /** line ends (`\n`, `\r\n`, `\r`; inside quotes too) in text[begin, next) */
  readonly lines: number;
  /** some row is short */
  readonly short: boolean;
  /** false: a field whose first byte is the quote is exactly quote, text, quote; true: perhaps not (a doubled quote, text behind the closing one) */
  readonly escapes: boolean;
  /** records with too many fields that were left out */
  readonly long: readonly LongRow[];
  /** offset of the quote of the field that is still open at `end`, or -1 */
  readonly openQuote: number;
  /** `nonAscii[offset >> 6] !== 0`: some byte in that block of 64 is >= 0x80. A view as `ends`. */
  readonly nonAscii: Uint8Array;
}

/** What a kernel found; the ends and starts are in the scanner's memory. */
export type Scanned = Omit<Index, "columns" | "ends" | "starts" | "nonAscii">;
