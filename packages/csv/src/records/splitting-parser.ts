import { Buffer } from "node:buffer";
import type { Dialect } from "../dialect.js";
import type { OnRecord, RecordParser } from "./record-parser.js";
import { RecordSplitter } from "./split-record.js";

/** Records by our own splitter. A record that has not ended is looked at again when there is more of it. */
export class SplittingParser implements RecordParser {
  readonly #splitter: RecordSplitter;
  readonly #onRecord: OnRecord;
  #rest: Buffer[] = [];
  #restBytes = 0;
  /** so many bytes must be there before the record is looked at again: doubled each time, so that a long one costs no square */
  #wanted = 0;
  #start = 0;
  #line = 0;

  constructor(dialect: Dialect, onRecord: OnRecord) {
    this.#splitter = new RecordSplitter(dialect);
    this.#onRecord = onRecord;
  }

  async write(piece: Buffer): Promise<void> {
    this.#rest.push(piece);
    this.#restBytes += piece.length;
    if (this.#restBytes >= this.#wanted) this.#split(false);
  }

  async end(): Promise<boolean> {
    return this.#split(true);
  }

  /** Tells of all records that are whole; true if nothing is left. */
  #split(final: boolean): boolean {
    const bytes = this.#rest.length === 1 ? this.#rest[0]! : Buffer.concat(this.#rest);
    const splitter = this.#splitter;
    let at = 0;
    while (at < bytes.length) {
      const found = splitter.split(bytes, at, final);
      if (found === "unfinished") break;
      at = splitter.end;
      if (found === "record") this.#onRecord(splitter.fields, this.#start + at, this.#line);
      this.#line++;
    }
    const left = bytes.subarray(at);
    this.#rest = left.length > 0 ? [left] : [];
    this.#restBytes = left.length;
    this.#wanted = at === 0 ? left.length * 2 : 0;
    this.#start += at;
    return left.length === 0;
  }
}
