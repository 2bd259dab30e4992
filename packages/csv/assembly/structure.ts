import { any64, equal64, prefixXor } from "./masks";
import { withoutText } from "./quotes";

// The structural scan: 64 bytes a step, each step turned into bits for quotes, separators and line ends. A prefix xor of
// the quotes says which bytes are inside quotes, if every quote that opens is the first byte of a field. Where one is not
// it is text: that step looks at its quotes one by one first.
//
// Each line end should be as many fields behind the last as a record has. Where it is not, that step is taken field by
// field, and the row filled up, cut off, listed, or, if it is blank, taken back.
//
// What is carried from step to step, and from call to call, are these globals; the loop works on locals.

const LF: u32 = 10;
const CR: u32 = 13;
const SPACE: u32 = 32;
const TAB: u32 = 9;

/** all that was asked for was scanned */
const DONE: i32 = 0;
/** what another step writes may not fit: make room, move the pointers, call again */
const FULL: i32 = 1;
/** the next record begins at the limit or behind it */
const STOPPED: i32 = 2;
/** a row is not whole, and too wide to be filled up */
const WIDE: i32 = 3;

/** more than one step writes where all rows are whole: the loop that writes overshoots */
const ROOM: usize = 64 * 4 + 64;
/** bytes of an entry of the list of long rows */
const LONG_BYTES: usize = 16;
/** bytes of the longest row that is filled up: a step may do that 64 times */
const LONGEST_FILLED: usize = 1 << 20;

/** the bytes of the dialect; a quote of 256 is none */
let sepByte: u32 = 0;
let quoteByte: u32 = 0;
let skipBlankLines: bool = false;

/** address of offset 0 of the text, and of the flags of its blocks */
let text: usize = 0;
let nonAscii: usize = 0;
/** what is scanned: [first, last), records that begin before `limit` */
let first: usize = 0;
let last: usize = 0;
let limit: usize = 0;
let rowBytes: usize = 0;
let cutsLong: bool = false;

/** where the next end is written; where those of the record that has not ended must end at its line end */
export let endsAt: usize = 0;
export let rowEndsAt: usize = 0;
export let endsLimit: usize = 0;
/** where the next start is written */
export let startsAt: usize = 0;
export let startsLimit: usize = 0;
/** where the next row with too many fields is listed: start, end, fields, and where its start would have been written */
export let longAt: usize = 0;
export let longLimit: usize = 0;
/** the next step begins here */
export let at: usize = 0;
/** the record that has not ended begins here */
export let record: usize = 0;
/** line ends so far, inside quotes too */
export let lines: u32 = 0;
/** a quote is doubled, or there is text behind a closing one */
export let escapes: bool = false;
/** a row was filled up */
export let short: bool = false;
/** all ones while inside quotes */
let inside: u64 = 0;
/** bit 0: the byte before is a \r */
let behindCr: u64 = 0;
/** bit 0: the byte before is a closing quote */
let behindClose: u64 = 0;
/** the first byte of the scan, or bit 0: a quote there opens a field, or a doubled quote */
let behindEdge: u64 = 0;

export function dialect(sep: u32, quote: u32, skipBlank: bool): void {
  sepByte = sep;
  quoteByte = quote;
  skipBlankLines = skipBlank;
}

/** Begins a scan of the bytes [from, to) of a text; where to write is set by the caller. */
export function begin(textAt: usize, nonAsciiAt: usize, from: usize, to: usize, before: usize, columns: usize, ignoresLong: bool): void {
  text = textAt;
  nonAscii = nonAsciiAt;
  first = textAt + from;
  last = textAt + to;
  limit = textAt + before;
  rowBytes = columns << 2;
  cutsLong = ignoresLong;
  at = first & ~63;
  record = first;
  lines = 0;
  escapes = false;
  short = false;
  inside = 0;
  behindCr = 0;
  behindEdge = <u64>1 << <u64>(first & 63);
  behindClose = 0;
}

export function isInside(): bool {
  return inside != 0;
}

/** Goes on for `bytes` bytes or to the end of the text. */
export function scan(bytes: usize): i32 {
  const sep = i8x16.splat(<i8>sepByte);
  const quote = i8x16.splat(<i8>quoteByte);
  const lf = i8x16.splat(<i8>LF);
  const cr = i8x16.splat(<i8>CR);
  const hasQuotes = quoteByte < 256;
  const mayBeBlank = skipBlankLines && rowBytes == 4;
  const mends = rowBytes <= LONGEST_FILLED;
  const room = mends ? ROOM + 64 * rowBytes : ROOM;
  const stop = min(at + bytes, last);
  let block = at;
  let ends = endsAt;
  let rowEnds = rowEndsAt;
  let starts = startsAt;
  let longs = longAt;
  let start = record;
  let flag = nonAscii + ((block - text) >> 6);
  let lineCount = lines;
  let within = inside;
  let wasCr = behindCr;
  let wasEdge = behindEdge;
  let wasClose = behindClose;
  let escaped: u64 = escapes ? 1 : 0;
  let status = DONE;

  for (; block < stop; block += 64) {
    if (ends + room > endsLimit || starts + ROOM > startsLimit || longs + 64 * LONG_BYTES > longLimit) {
      status = FULL;
      break;
    }
    const a = v128.load(block, 0);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    store<u8>(flag++, <u8>(i8x16.bitmask(v128.or(v128.or(a, b), v128.or(c, d))) != 0));

    let valid: u64 = ~0;
    if (block < first) valid <<= <u64>(first - block);
    if (last - block < 64) valid &= (<u64>~0) >> <u64>(64 - (last - block));
    const sepBits = equal64(a, b, c, d, sep) & valid;
    let quoteBits = hasQuotes ? equal64(a, b, c, d, quote) & valid : 0;
    let lineBits = equal64(a, b, c, d, lf) & valid;
    let edgeBits = sepBits | lineBits;
    let crBits: u64 = 0;
    if (any64(a, b, c, d, cr)) {
      crBits = equal64(a, b, c, d, cr) & valid;
      edgeBits |= crBits;
    }
    // The line end \r\n is where its \r is.
    if ((crBits | wasCr) != 0) {
      lineBits = (lineBits & ~((crBits << 1) | wasCr)) | crBits;
      wasCr = crBits >> 63;
    }
    lineCount += <u32>popcnt(lineBits);

    let quoted = within;
    if ((quoteBits | wasClose) != 0) {
      quoted ^= prefixXor(quoteBits);
      let close = quoteBits & ~quoted;
      // Behind a closing quote, one that opens is the second of a doubled quote.
      if ((quoteBits & quoted & ~(((edgeBits | close) << 1) | wasEdge)) != 0) {
        quoteBits = withoutText(quoteBits, edgeBits, wasEdge, within);
        quoted = within ^ prefixXor(quoteBits);
        close = quoteBits & ~quoted;
      }
      escaped |= ((close << 1) | wasClose) & ~edgeBits & valid;
      within = <u64>(<i64>quoted >> 63);
      wasClose = close >> 63;
      edgeBits |= close;
    }
    wasEdge = edgeBits >> 63;

    let marks = (sepBits | lineBits) & ~quoted;
    let rowLines = lineBits & ~quoted;
    const offset = <u32>(block - text);
    let rowsAt = starts;
    let rowStart = start;
    let rowEnd = rowEnds;
    let isWhole = true;
    while (rowLines != 0) {
      const past = ends + (<usize>popcnt(marks & (rowLines ^ (rowLines - 1))) << 2);
      if (past != rowEnd || (mayBeBlank && isBlank(rowStart))) {
        isWhole = false;
        break;
      }
      rowEnd += rowBytes;
      store<u32>(rowsAt, <u32>(rowStart - text));
      rowsAt += 4;
      const lineEnd = block + <usize>ctz(rowLines);
      rowStart = behind(lineEnd);
      rowLines &= rowLines - 1;
      if (rowStart >= limit) {
        status = STOPPED;
        // What is behind this line end is not asked for.
        marks &= (<u64>2 << <u64>(lineEnd - block)) - 1;
        break;
      }
    }

    if (isWhole) {
      starts = rowsAt;
      start = rowStart;
      rowEnds = rowEnd;
      let write = ends;
      ends += <usize>popcnt(marks) << 2;
      while (marks != 0) {
        store<u32>(write, offset + <u32>ctz(marks), 0);
        marks &= marks - 1;
        store<u32>(write, offset + <u32>ctz(marks), 4);
        marks &= marks - 1;
        store<u32>(write, offset + <u32>ctz(marks), 8);
        marks &= marks - 1;
        store<u32>(write, offset + <u32>ctz(marks), 12);
        marks &= marks - 1;
        write += 16;
      }
    } else {
      if (!mends) return WIDE;
      rowLines = lineBits & ~quoted;
      while (marks != 0 && status == DONE) {
        const mark = <u64>ctz(marks);
        const end = offset + <u32>mark;
        marks &= marks - 1;
        store<u32>(ends, end);
        ends += 4;
        if (((rowLines >> mark) & 1) == 0) continue;
        if (skipBlankLines && ends == rowEnds - rowBytes + 4 && isBlank(start)) ends -= 4;
        else {
          if (ends < rowEnds) short = true;
          while (ends < rowEnds) {
            store<u32>(ends, end);
            ends += 4;
          }
          if (ends > rowEnds && !cutsLong) {
            store<u32>(longs, <u32>(start - text), 0);
            store<u32>(longs, end, 4);
            store<u32>(longs, <u32>(ends - rowEnds + rowBytes) >> 2, 8);
            store<u32>(longs, <u32>starts, 12);
            longs += LONG_BYTES;
            ends = rowEnds - rowBytes;
          } else {
            ends = rowEnds;
            rowEnds += rowBytes;
            store<u32>(starts, <u32>(start - text));
            starts += 4;
          }
        }
        start = behind(block + <usize>mark);
        if (start >= limit) status = STOPPED;
      }
    }
    if (status == STOPPED) {
      block += 64;
      break;
    }
  }

  at = min(block, last);
  endsAt = ends;
  rowEndsAt = rowEnds;
  startsAt = starts;
  longAt = longs;
  record = start;
  lines = lineCount;
  inside = within;
  behindCr = wasCr;
  behindEdge = wasEdge;
  behindClose = wasClose;
  escapes = escaped != 0;
  return status;
}

/** Address behind the line end at `at`. */
@inline
function behind(at: usize): usize {
  return load<u8>(at) == CR && at + 1 < last && load<u8>(at, 1) == LF ? at + 2 : at + 1;
}

/** Whether the line that begins here is empty or of spaces and tabs. */
function isBlank(start: usize): bool {
  let at = start;
  while (load<u8>(at) == SPACE || load<u8>(at) == TAB) at++;
  return load<u8>(at) == LF || load<u8>(at) == CR;
}
