import type { DType } from "@framepool/frame";

/** Where CSV text comes from: a path or file URL, bytes, or a stream or async iterable of bytes or strings (read once). */
export type CsvSource = string | URL | Uint8Array | AsyncIterable<Uint8Array | string>;

/** How bytes are compressed: as a path's ending says, by gzip, or not at all. */
export type Compression = "infer" | "gzip" | null;

/** Text or numbers that mean a missing cell. */
export type MissingWords = string | number | readonly (string | number)[];

/** A line that is not what it should be, with `onBadLines: "collect"`. */
export interface BadLine {
  /** path of the file, or null where the source has none */
  readonly file: string | null;
  /** line of the file, from 1, on which the row begins */
  readonly line: number;
  /** offset in the file of the row's first byte */
  readonly byte: number;
  /** the column whose type cannot hold its cell, or null for a row that is too long */
  readonly column: string | null;
  readonly reason: string;
  readonly fields: readonly string[];
  /** the row as it stands in the file, quotes and all, without its line end */
  readonly text: string;
}

/** How CSV text is read. Names, defaults and meanings are those of pandas. */
export interface CsvReadOptions {
  /** text between fields (`,`), of one character or more. It is no pattern but for `"\\s+"`: runs of spaces and tabs, and none at the ends of a line */
  readonly sep?: string;
  /** which line holds the names, counted from 0 without skipped and blank ones; null: none (then the names are `"0"`, `"1"` …). Default 0, or null where `names` is given */
  readonly header?: number | null;
  /** names of the columns; with `header` they take the place of the file's */
  readonly names?: readonly string[];
  /** the columns to read, in the order of the file: names, positions from 0, or a test of a name. Fields of a row beyond the names are then ignored */
  readonly usecols?: readonly (string | number)[] | ((name: string) => boolean);
  /** one type for all columns, or the types of some; the others are found */
  readonly dtype?: DType | { readonly [column: string]: DType };
  /**
   * Look at so many rows only to find the types that are not declared (all). A column without a cell in them is text; a later
   * cell that does not fit is a SchemaMismatchError, or a bad line with `onBadLines`
   */
  readonly inferRows?: number;
  /** the types of all columns: the file must have these and no others */
  readonly schema?: { readonly [column: string]: DType };
  /** further words for a missing cell, for all columns or by column */
  readonly naValues?: MissingWords | { readonly [column: string]: MissingWords };
  /** whether pandas' own words (`""`, `NA`, `null`, `nan` …) count beside `naValues` (true) */
  readonly keepDefaultNa?: boolean;
  /** false: no cell is missing, whatever it says */
  readonly naFilter?: boolean;
  /** lines to leave out: a number from the start, a list of line numbers from 0, or a test of one. A quoted line break does not begin a line */
  readonly skiprows?: number | readonly number[] | ((line: number) => boolean);
  /** rows at the end to leave out, whatever is in them; blank lines and comments are no rows */
  readonly skipfooter?: number;
  /** read at most so many rows */
  readonly nrows?: number;
  /** one ASCII character (not inside quotes) from which the rest of a line is ignored */
  readonly comment?: string;
  /** one ASCII character around fields (`"`); null: none */
  readonly quotechar?: string | null;
  /** one ASCII character after which the next one is text */
  readonly escapechar?: string;
  /** whether a doubled quote inside quotes is one quote (true) */
  readonly doublequote?: boolean;
  /** whether spaces before a field are left out (false): `1, "x"` are 1 and x */
  readonly skipinitialspace?: boolean;
  /** the one ASCII character that ends a line, `\n` and `\r` then being text; default: `\n`, `\r\n` and `\r` all do */
  readonly lineterminator?: string;
  /** whether blank lines are left out (true); else they are rows of missing cells */
  readonly skipBlankLines?: boolean;
  /** `"utf8"` (default), `"utf16le"`, `"latin1"` or any name that iconv-lite knows */
  readonly encoding?: string;
  /** `"infer"` (default): as the path's ending (`.gz`, `.zst`) says; bytes and streams are then taken as they are. `"zstd"` needs Node 22.15 or later */
  readonly compression?: Compression | "zstd";
  /** what becomes of a row that is too long, or has a cell that its declared type cannot hold */
  readonly onBadLines?: "error" | "skip" | "collect";
  /**
   * With `onBadLines: "collect"`, where the bad lines go, in the order of the file: a function, or the path of a file of them
   * as they stand, under the header, which can be mended and read as this one is. Beside it `<path>.reasons` says of each its
   * file, line, byte, column and what is wrong with it.
   */
  readonly rejects?: string | URL | ((line: BadLine) => void);
  /** bytes, or `"1GiB"`, that a row may have (64 MiB), so that a quote which is never closed does not read the rest of the file into memory */
  readonly maxRowBytes?: number | string;
  /** how many times their size compressed bytes may become (250), once they are 64 MiB: what becomes more is a bomb, not a table */
  readonly maxCompressionRatio?: number;
  /** what stands between a number's whole part and its fraction (`.`) */
  readonly decimal?: string;
  /** what may stand between the digits of a number's whole part; where it stands there is not asked */
  readonly thousands?: string;
  /** words that are true, beside `True` in any case. One that is a number is a word only in a column of booleans */
  readonly trueValues?: readonly string[];
  /** words that are false, beside `False` in any case; one that is in both lists is true */
  readonly falseValues?: readonly string[];
  /** columns of timestamps: names, or positions from 0 among the columns that are read. A column in which a cell is none stays text */
  readonly parseDates?: readonly (string | number)[] | false;
  /** how dates and timestamps are written: `"ISO8601"` (default), or a strptime format such as `"%d/%m/%Y"`; or the formats of some columns */
  readonly dateFormat?: string | { readonly [column: string]: string };
  /** `"none"` (3): quotes are text. `"nonnumeric"` (2): all numbers are float64. Reading is the same with `"minimal"` and `"all"`. Or pandas' numbers 0 to 3 */
  readonly quoting?: Quoting | 0 | 1 | 2 | 3;
  /** read 64-bit integers as bigints; as numbers, one beyond 2^53 throws when it is read */
  readonly int64?: "bigint";
}

export type Quoting = "minimal" | "all" | "nonnumeric" | "none";

/** How CSV text is written. Names, defaults and meanings are those of pandas, without its index. */
export interface CsvWriteOptions {
  /** one ASCII character between fields (`,`) */
  readonly sep?: string;
  /** text for null and NaN: empty, but a cell that was read and that no step replaced keeps its spelling where nothing is given */
  readonly naRep?: string;
  /** `"%.2f"`: so many digits after the point, for float columns */
  readonly floatFormat?: string;
  /** a strftime format for dates and timestamps, in UTC: `"%d/%m/%Y"` */
  readonly dateFormat?: string;
  /** which fields are quoted: those that need it (`"minimal"`), all, those that are no numbers, none; or pandas' numbers 0 to 3 */
  readonly quoting?: Quoting | 0 | 1 | 2 | 3;
  /** one ASCII character around fields (`"`) */
  readonly quotechar?: string;
  /** one ASCII character that is put before a character which would otherwise end the field */
  readonly escapechar?: string;
  /** whether a quote inside quotes is doubled (true), or escaped */
  readonly doublequote?: boolean;
  /** what ends a row (`"\n"`) */
  readonly lineterminator?: string;
  /** whether the names are the first row (true); or other names for it */
  readonly header?: boolean | readonly string[];
  /** the columns to write, in this order */
  readonly columns?: readonly string[];
  /**
   * Whether text that a spreadsheet would take for a formula is made text for it (false): a cell of a string or category
   * column, or a name in the header, whose first character is `=`, `+`, `-`, `@`, a tab or a carriage return gets an
   * apostrophe before it. Numbers, dates and `naRep` are written as ever. Reading does not take the apostrophe away.
   */
  readonly escapeFormulas?: boolean;
  /** of a file: `"utf8"` (default), `"utf-8-sig"` (with a byte order mark), `"utf16le"`, `"latin1"` or any name that iconv-lite knows */
  readonly encoding?: string;
  /** of a file: `"infer"` (default), as the path's ending (`.gz`) says. What is written is gzip members in a row, which is valid gzip */
  readonly compression?: Compression;
}
