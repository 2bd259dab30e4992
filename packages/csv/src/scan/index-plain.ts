import { behindLineEnd, CR, isLineEnd, knownEnd, LF, SPACE, TAB } from "./bytes.js";
import type { ScanMemory } from "./ScanMemory.js";
import type { IndexRequest, LongRow, ScanDialect, Scanned } from "./scan-types.js";

/** Indexes records byte by byte: the exact rules, and what the vector kernel is tested against. */
export function indexPlain(memory: ScanMemory, { sep, quote, skipBlankLines }: ScanDialect, request: IndexRequest): Scanned {
  const { begin, columns, limit, final } = request;
  const { text } = memory;
  const end = knownEnd(text, begin, request.end, final);
  const ignoresLong = request.longRows === "ignore";
  const isMark = marks(sep);
  const long: LongRow[] = [];
  let { ends, starts } = memory;
  let rows = 0;
  let lines = 0;
  let short = false;
  let escapes = false;
  let openQuote = -1;
  let next = begin;

  records: while (next < end && next < limit) {
    const start = next;
    let at = start;
    if (skipBlankLines) {
      while (at < end && (text[at] === SPACE || text[at] === TAB) && text[at] !== sep) at++;
      if (at === end) {
        if (final) next = end;
        break;
      }
      if (isLineEnd(text[at]!)) {
        next = behindLineEnd(text, at, end);
        lines++;
        continue;
      }
      at = start;
    }
    if ((rows + 1) * columns > ends.length || rows === starts.length) {
      memory.growIndex(Math.max(ends.length * 2, (rows + 1) * columns), starts.length * 2, { ends: rows * columns, starts: rows });
      ({ ends, starts } = memory);
    }
    const first = rows * columns;
    let fields = 0;
    let linesInside = 0;
    for (;;) {
      if (at < end && text[at] === quote) {
        const open = at++;
        for (; at < end; at++) {
          const byte = text[at]!;
          if (byte === quote) {
            if (at + 1 === end || text[at + 1] !== quote) break;
            escapes = true;
            at++;
          } else if (byte === CR || (byte === LF && text[at - 1] !== CR)) linesInside++;
        }
        if (at === end) {
          openQuote = open;
          break records;
        }
        at++;
        if (at < end && isMark[text[at]!] === 0) escapes = true;
      }
      while (at < end && isMark[text[at]!] === 0) at++;
      if (at === end && !final) break records;
      if (fields < columns) ends[first + fields] = at;
      fields++;
      if (at === end || text[at] !== sep) break;
      at++;
    }
    if (at < end) lines++;
    lines += linesInside;
    next = at < end ? behindLineEnd(text, at, end) : end;
    if (fields > columns && !ignoresLong) {
      long.push({ start, end: at, fields, row: rows });
      continue;
    }
    if (fields < columns) {
      short = true;
      ends.fill(at, first + fields, first + columns);
    }
    starts[rows++] = start;
  }
  flagNonAscii(memory, begin, next);
  return { rows, next, lines, short, escapes, long, openQuote };
}

/** 1 for the bytes that end a field outside of quotes. */
function marks(sep: number): Uint8Array {
  const table = new Uint8Array(256);
  table[sep] = table[LF] = table[CR] = 1;
  return table;
}

/** Flags the blocks of text[from, to), four bytes at a time. */
function flagNonAscii({ text, nonAscii }: ScanMemory, from: number, to: number): void {
  const words = new Int32Array(text.buffer, text.byteOffset, text.length >> 2);
  for (let block = from >> 6; block << 6 < to; block++) {
    let bits = 0;
    for (let i = block << 4, last = i + 16; i < last; i++) bits |= words[i]!;
    nonAscii[block] = (bits & 0x80808080) === 0 ? 0 : 1;
  }
}
