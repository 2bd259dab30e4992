import type { Buffer } from "node:buffer";
import type { Dialect } from "../dialect.js";
import { RecordSplitter } from "../records/split-record.js";
import { giveBack, takeScanner } from "./scanners.js";
import type { Table } from "./table.js";

/** Finds where records end. */
export interface Cutter {
  /** Offset of the first record that begins at or behind `limit`, or behind `rows` others; the end if there is none and the text `ends` there; null if more must come to know. */
  cut(text: Buffer, limit: number, rows: number, ends: boolean): number | null;
  close(): void;
}

/** By the scanner. */
export function scanningCutter({ dialect, width }: Table): Cutter {
  const scanner = takeScanner(dialect);
  return {
    cut(text, whole, rows, ends) {
      const limit = Math.min(whole, text.length);
      scanner.text(text.length).set(text);
      const index = scanner.index({ begin: 0, end: text.length, limit, columns: width, final: ends, longRows: "ignore" });
      if (rows < index.rows) return index.starts[rows]!;
      // What is left open at the end of all text is said by who reads the part.
      if (ends) return index.next >= limit && index.openQuote < 0 ? index.next : text.length;
      return index.next >= limit && limit >= whole ? index.next : null;
    },
    close: () => giveBack(scanner),
  };
}

/** By our splitter, which knows every dialect. */
export function splittingCutter(dialect: Dialect): Cutter {
  const splitter = new RecordSplitter(dialect, true);
  return {
    cut(text, whole, rows, ends) {
      const limit = Math.min(whole, text.length);
      let at = 0;
      for (let count = 0; at < limit; ) {
        const found = splitter.split(text, at, ends);
        if (found === "unfinished") return ends ? text.length : null;
        at = splitter.end;
        if (found === "record" && ++count === rows) return at;
      }
      return ends || (at >= limit && limit >= whole) ? at : null;
    },
    close: () => undefined,
  };
}
