import { countLines, knownEnd, SPACE, TAB } from "./bytes.js";
import { DONE, FULL, ODD, type Kernels } from "./kernels.js";
import type { ScanMemory } from "./ScanMemory.js";
import type { IndexRequest, ScanDialect, Scanned } from "./scan-types.js";

/** Bytes of a call: what V8 makes of a kernel while it runs counts from the next call on. */
const STEP = 1 << 18;

/** Indexes records 64 bytes at a time; null where quotes are not as its rule has them, or a row is irregular: index plainly then. */
export function indexSimd(kernels: Kernels, memory: ScanMemory, dialect: ScanDialect, request: IndexRequest): Scanned | null {
  const { begin, limit, columns, final } = request;
  const { text, nonAscii } = memory;
  const end = knownEnd(text, begin, request.end, final);
  if (begin >= end || begin >= limit) return { rows: 0, next: begin, lines: 0, short: false, escapes: false, long: [], openQuote: -1 };
  kernels.begin(text.byteOffset, nonAscii.byteOffset, begin, end, limit, columns);
  let written = { ends: 0, starts: 0 };
  setRoom(kernels, memory, columns, written);
  let status = DONE;
  while (kernels.at.value < text.byteOffset + end) {
    status = kernels.scan(STEP);
    if (status === ODD) return null;
    if (status === FULL) {
      written = writtenOf(kernels, memory);
      // A step of 64 bytes ends 64 fields at most, and begins as many rows.
      memory.growIndex(Math.max(memory.ends.length * 2, 1024), Math.max(memory.starts.length * 2, 1024), written);
      setRoom(kernels, memory, columns, written);
    } else if (status !== DONE) break;
  }
  return finish(kernels, memory, dialect, request, end, status === DONE);
}

function finish(kernels: Kernels, memory: ScanMemory, dialect: ScanDialect, { columns, final }: IndexRequest, end: number, atEnd: boolean): Scanned | null {
  const { text } = memory;
  const { ends, starts: rows } = writtenOf(kernels, memory);
  const record = kernels.record.value - text.byteOffset;
  const scanned = kernels.at.value - text.byteOffset;
  const lines = kernels.lines.value - countLines(text, record, scanned);
  const found = { rows, next: record, lines, short: false, escapes: kernels.escapes.value !== 0, long: [], openQuote: -1 };
  if (!atEnd || record === end) return found;
  const fields = ends - rows * columns;
  if (kernels.isInside() !== 0) {
    const openQuote = fields === 0 ? record : memory.ends[ends - 1]! + 1;
    return { ...found, openQuote };
  }
  if (!final) return found;
  if (fields === 0 && dialect.skipBlankLines && isBlank(text, record, end, dialect.sep)) return { ...found, next: end };
  if (fields + 1 !== columns) return null;
  memory.ends[ends] = end;
  memory.starts[rows] = record;
  return { ...found, rows: rows + 1, next: end, lines: kernels.lines.value };
}

function isBlank(text: Uint8Array, from: number, to: number, sep: number): boolean {
  for (let at = from; at < to; at++) if ((text[at] !== SPACE && text[at] !== TAB) || text[at] === sep) return false;
  return true;
}

/** Ends and starts that were written. */
function writtenOf({ endsAt, startsAt }: Kernels, { ends, starts }: ScanMemory): { ends: number; starts: number } {
  return { ends: (endsAt.value - ends.byteOffset) >> 2, starts: (startsAt.value - starts.byteOffset) >> 2 };
}

/** Tells the kernel where to write on. */
function setRoom(kernels: Kernels, { ends, starts }: ScanMemory, columns: number, written: { ends: number; starts: number }): void {
  kernels.endsAt.value = ends.byteOffset + written.ends * 4;
  kernels.rowEndsAt.value = ends.byteOffset + (written.starts + 1) * columns * 4;
  kernels.endsLimit.value = ends.byteOffset + ends.byteLength;
  kernels.startsAt.value = starts.byteOffset + written.starts * 4;
  kernels.startsLimit.value = starts.byteOffset + starts.byteLength;
}
