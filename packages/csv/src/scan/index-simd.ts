import { knownEnd, SPACE, TAB } from "./bytes.js";
import { DONE, FULL, WIDE, type Kernels } from "./kernels.js";
import type { ScanMemory } from "./ScanMemory.js";
import type { IndexRequest, LongRow, ScanDialect, Scanned } from "./scan-types.js";

/** Bytes of a call: what V8 makes of a kernel while it runs counts from the next call on. */
const STEP = 1 << 18;
/** the room for ends and starts, in words, without which a step is not begun */
const STEP_ROOM = 80;
/** room beyond what is likely to be needed; and so many words at most, since the beginning may be like nothing that follows */
const LIKELY = 1.1;
const MOST_LIKELY = 1 << 22;
/** bytes of the list of long rows, which is emptied after each call */
const LONG_BYTES = 65536;
const LONG_WORDS = 4;

/** Indexes records 64 bytes at a time; null where a row is not whole and has too many fields to be filled up: index plainly then. */
export function indexSimd(kernels: Kernels, memory: ScanMemory, dialect: ScanDialect, request: IndexRequest): Scanned | null {
  const { begin, limit, columns, final, longRows } = request;
  const { text, nonAscii } = memory;
  const end = knownEnd(text, begin, request.end, final);
  const long: LongRow[] = [];
  if (begin >= end || begin >= limit) return { rows: 0, next: begin, lines: 0, short: false, escapes: false, long, openQuote: -1 };
  kernels.begin(text.byteOffset, nonAscii.byteOffset, begin, end, limit, columns, longRows === "ignore");
  let written = { ends: 0, starts: 0 };
  setRoom(kernels, memory, columns, written);
  let status = DONE;
  while (kernels.at.value < text.byteOffset + end) {
    status = kernels.scan(STEP);
    if (status === WIDE) return null;
    takeLong(kernels, memory, long);
    if (status === FULL) {
      written = writtenOf(kernels, memory);
      // What is behind is taken for like what was found: growing by and by would move all of it each time.
      const scanned = kernels.at.value - text.byteOffset - begin;
      const likely = (count: number): number => (scanned > 0 ? Math.min(MOST_LIKELY, Math.ceil((count / scanned) * (end - begin) * LIKELY)) : 0);
      // A step of 64 bytes ends 64 rows at most, and each may be filled up.
      const ends = doubled(memory.ends.length, written.ends + 64 * columns + STEP_ROOM);
      const starts = doubled(memory.starts.length, written.starts + STEP_ROOM);
      memory.growIndex(Math.max(ends, likely(written.ends)), Math.max(starts, likely(written.starts)), written);
      setRoom(kernels, memory, columns, written);
    } else if (status !== DONE) break;
  }
  return finish(kernels, memory, dialect, request, { end, atEnd: status === DONE, long });
}

/** What was found; a last record without a line end is taken in. */
function finish(kernels: Kernels, memory: ScanMemory, dialect: ScanDialect, { columns, final, longRows }: IndexRequest, { end, atEnd, long }: { end: number; atEnd: boolean; long: LongRow[] }): Scanned {
  const { text } = memory;
  const { ends, starts: rows } = writtenOf(kernels, memory);
  const record = kernels.record.value - text.byteOffset;
  const lines = kernels.lines.value - kernels.countLines(kernels.record.value, kernels.at.value);
  const found = { rows, next: record, lines, short: kernels.short.value !== 0, escapes: kernels.escapes.value !== 0, long, openQuote: -1 };
  if (!atEnd || record === end) return found;
  const separators = ends - rows * columns;
  if (kernels.isInside() !== 0) return { ...found, openQuote: separators === 0 ? record : memory.ends[ends - 1]! + 1 };
  if (!final) return found;
  const atLast = { ...found, next: end, lines: kernels.lines.value };
  if (separators === 0 && dialect.skipBlankLines && isBlank(text, record, end, dialect.sep)) return atLast;
  if (separators >= columns && longRows === "report") {
    long.push({ start: record, end, fields: separators + 1, row: rows });
    return atLast;
  }
  memory.growIndex((rows + 1) * columns, rows + 1, { ends, starts: rows });
  if (separators < columns) memory.ends.fill(end, ends, (rows + 1) * columns);
  memory.starts[rows] = record;
  return { ...atLast, rows: rows + 1, short: found.short || separators + 1 < columns };
}

function isBlank(text: Uint8Array, from: number, to: number, sep: number): boolean {
  for (let at = from; at < to; at++) if ((text[at] !== SPACE && text[at] !== TAB) || text[at] === sep) return false;
  return true;
}

/** Takes the rows that the kernel listed, before anything is moved, and empties its list. */
function takeLong(kernels: Kernels, memory: ScanMemory, long: LongRow[]): void {
  const list = memory.result("long", LONG_BYTES);
  const words = new Uint32Array(memory.regions.buffer, list, (kernels.longAt.value - list) >> 2);
  for (let i = 0; i < words.length; i += LONG_WORDS) {
    long.push({ start: words[i]!, end: words[i + 1]!, fields: words[i + 2]!, row: (words[i + 3]! - memory.starts.byteOffset) >> 2 });
  }
  kernels.longAt.value = list;
}

/** Room of which enough is there, or twice as much and enough. */
function doubled(room: number, needed: number): number {
  return needed <= room ? room : Math.max(room * 2, needed);
}

/** Ends and starts that were written. */
function writtenOf({ endsAt, startsAt }: Kernels, { ends, starts }: ScanMemory): { ends: number; starts: number } {
  return { ends: (endsAt.value - ends.byteOffset) >> 2, starts: (startsAt.value - starts.byteOffset) >> 2 };
}

/** Tells the kernel where to write on. */
function setRoom(kernels: Kernels, memory: ScanMemory, columns: number, written: { ends: number; starts: number }): void {
  const { ends, starts } = memory;
  kernels.endsAt.value = ends.byteOffset + written.ends * 4;
  kernels.rowEndsAt.value = ends.byteOffset + (written.starts + 1) * columns * 4;
  kernels.endsLimit.value = ends.byteOffset + ends.byteLength;
  kernels.startsAt.value = starts.byteOffset + written.starts * 4;
  kernels.startsLimit.value = starts.byteOffset + starts.byteLength;
  kernels.longAt.value = memory.result("long", LONG_BYTES);
  kernels.longLimit.value = kernels.longAt.value + LONG_BYTES;
}
