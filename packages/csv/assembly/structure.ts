import { any64, equal64, prefixXor } from "./masks";

// The structural scan: 64 bytes a step, each step turned into bits for quotes, separators and line ends. A prefix xor of
// the quotes says which bytes are inside quotes, if every quote that opens is the first byte of a field: that is checked,
// and so is that each line end is the right number of fields behind the last. Where either does not hold the scan says
// ODD, and whoever called it scans in another way.
//
// What is carried from step to step, and from call to call, are these globals; the loop works on locals.

const LF: u32 = 10;
const CR: u32 = 13;
const SPACE: u32 = 32;
const TAB: u32 = 9;

/** all that was asked for was scanned */
const DONE: i32 = 0;
/** the ends or starts of another step may not fit: make room, move the pointers, call again */
const FULL: i32 = 1;
/** the next record begins at the limit or behind it */
const STOPPED: i32 = 2;
const ODD: i32 = 3;

/** more than one step writes, and the loop that writes overshoots */
const ROOM: usize = 64 * 4 + 64;

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

/** where the next end is written; where those of the record that has not ended must end at its line end */
export let endsAt: usize = 0;
export let rowEndsAt: usize = 0;
export let endsLimit: usize = 0;
/** where the next start is written */
export let startsAt: usize = 0;
export let startsLimit: usize = 0;
/** the next step begins here */
export let at: usize = 0;
/** the record that has not ended begins here */
export let record: usize = 0;
/** line ends so far, inside quotes too */
export let lines: u32 = 0;
/** a quote is doubled, or there is text behind a closing one */
export let escapes: bool = false;
/** all ones while inside quotes */
let inside: u64 = 0;
/** bit 0: the byte before is a \r; one behind which a field may begin with a quote; a closing quote */
let behindCr: u64 = 0;
let behindEdge: u64 = 0;
let behindClose: u64 = 0;

export function dialect(sep: u32, quote: u32, skipBlank: bool): void {
  sepByte = sep;
  quoteByte = quote;
  skipBlankLines = skipBlank;
}

/** Begins a scan of the bytes [from, to) of a text; where to write is set by the caller. */
export function begin(textAt: usize, nonAsciiAt: usize, from: usize, to: usize, before: usize, columns: usize): void {
  text = textAt;
  nonAscii = nonAsciiAt;
  first = textAt + from;
  last = textAt + to;
  limit = textAt + before;
  rowBytes = columns << 2;
  at = first & ~63;
  record = first;
  lines = 0;
  escapes = false;
  inside = 0;
  behindCr = 0;
  behindEdge = 1;
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
  const stop = min(at + bytes, last);
  let block = at;
  let ends = endsAt;
  let rowEnds = rowEndsAt;
  let starts = startsAt;
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
    if (ends + ROOM > endsLimit || starts + ROOM > startsLimit) {
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
    const quoteBits = hasQuotes ? equal64(a, b, c, d, quote) & valid : 0;
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
      const close = quoteBits & ~quoted;
      // Behind a closing quote, one that opens is the second of a doubled quote.
      if ((quoteBits & quoted & ~(((edgeBits | close) << 1) | wasEdge)) != 0) return ODD;
      escaped |= ((close << 1) | wasClose) & ~edgeBits & valid;
      within = <u64>(<i64>quoted >> 63);
      wasClose = close >> 63;
      edgeBits |= close;
    }
    wasEdge = edgeBits >> 63;

    let marks = (sepBits | lineBits) & ~quoted;
    let rowLines = lineBits & ~quoted;
    const offset = <u32>(block - text);
    const blockEnds = ends;
    while (rowLines != 0) {
      const past = blockEnds + (<usize>popcnt(marks & (rowLines ^ (rowLines - 1))) << 2);
      if (past != rowEnds || (mayBeBlank && isBlank(start))) return ODD;
      rowEnds += rowBytes;
      store<u32>(starts, <u32>(start - text));
      starts += 4;
      const lineEnd = block + <usize>ctz(rowLines);
      start = lineEnd + 1;
      if (crBits != 0 && load<u8>(lineEnd) == CR && start < last && load<u8>(start) == LF) start++;
      rowLines &= rowLines - 1;
      if (start >= limit) {
        status = STOPPED;
        // What is behind this line end is not asked for.
        marks &= (<u64>2 << <u64>(lineEnd - block)) - 1;
        break;
      }
    }
    ends += <usize>popcnt(marks) << 2;
    let write = blockEnds;
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
    if (status == STOPPED) {
      block += 64;
      break;
    }
  }

  at = min(block, last);
  endsAt = ends;
  rowEndsAt = rowEnds;
  startsAt = starts;
  record = start;
  lines = lineCount;
  inside = within;
  behindCr = wasCr;
  behindEdge = wasEdge;
  behindClose = wasClose;
  escapes = escaped != 0;
  return status;
}

/** Whether the line that begins here is empty or of spaces and tabs. */
function isBlank(start: usize): bool {
  let at = start;
  while (load<u8>(at) == SPACE || load<u8>(at) == TAB) at++;
  return load<u8>(at) == LF || load<u8>(at) == CR;
}
