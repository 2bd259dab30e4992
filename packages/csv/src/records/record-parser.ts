import type { Buffer } from "node:buffer";
import { WHITESPACE, type Dialect } from "../dialect.js";
import { csvParseParser } from "./csv-parse-parser.js";
import { SplittingParser } from "./splitting-parser.js";

/** What a parser tells of each record: its fields, where it ends in the text, and its number among all lines, blank ones and comments too. */
export type OnRecord = (fields: string[], end: number, line: number) => void;

/** Takes text in pieces, and tells of the records as they end. */
export interface RecordParser {
  /** Returns when all records that end in the piece have been told. */
  write(piece: Buffer): Promise<void>;
  /** Tells of a last record without a line end. Gives false if the text ends inside quotes or behind an escape character. */
  end(): Promise<boolean>;
}

/**
 * The parser for a dialect: csv-parse where it reads the dialect as pandas does, with separators and line ends of any
 * kind; else our own, slower and exact, splitter. csv-parse takes an escape character only inside quotes, and needs
 * doubled quotes to know where quotes end; the spaces that it leaves out before a field are white space of every kind;
 * and it has no separator that is a run of spaces.
 */
export async function recordParser(dialect: Dialect, onRecord: OnRecord): Promise<RecordParser> {
  const { escape, doubleQuote, quote, skipInitialSpace, sep } = dialect;
  const plain = escape === null && (doubleQuote || quote === null) && !skipInitialSpace && sep !== WHITESPACE;
  return plain ? csvParseParser(dialect, onRecord) : new SplittingParser(dialect, onRecord);
}
