import { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { dialectOf } from "../dialect.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { nameOf } from "../records/name-of.js";
import { rowBytes } from "../records/too-long.js";
import { readHead, type Head } from "../rows/read-head.js";
import { countLines } from "../text/count-lines.js";
import { BadText, decode, type Piece } from "../text/decode.js";
import { openSource } from "../text/open-source.js";
import type { Cutter } from "./cutters.js";
import type { CutText } from "./table.js";

/** Bytes that are read ahead where a part is not limited by bytes, at first. */
const AHEAD = 1024 * 1024;

/** How large a part is: it ends with the record that reaches either number. */
export interface CutSize {
  readonly bytes: number;
  readonly rows: number;
}

/** An input that is read in order, and what comes before its rows. */
export interface CutInput {
  readonly file: string | null;
  readonly head: Head;
  /** The text behind the head, cut where records end. It depends on the text and on the size only, not on the pieces it comes in. Once. */
  parts(size: CutSize, cutter: Cutter): AsyncGenerator<Omit<CutText, "before" | "after">, void>;
  close(): Promise<void>;
}

/** Opens an input that is read in order: a stream, compressed text, any encoding. The signal ends what waits for more of it. Throws CsvParseError where there is no header. */
export async function openCut(source: CsvSource, options: CsvReadOptions, signal?: AbortSignal): Promise<CutInput> {
  const dialect = dialectOf(options);
  const most = rowBytes(options);
  const { file, chunks } = openSource(source, options, signal);
  const { pieces, width } = await decode(chunks, options.encoding);
  const text = new Ahead(pieces[Symbol.asyncIterator](), width, file, dialect.lineEnd);
  try {
    let head: Head | null = null;
    for (let wanted = 1; head === null; wanted = text.bytes.length * 2) {
      await text.read(wanted);
      head = readHead(text.bytes, text.ends, file, dialect, options, (offset) => text.origin + width(text.bytes.subarray(0, offset)));
      if (head === null && text.bytes.length > 2 * most) throw tooLong(text, file, most);
    }
    text.drop(head.start);
    return { file, head, parts: (size, cutter) => parts(text, file, size, cutter, most), close: () => text.close() };
  } catch (error) {
    await text.close();
    throw error;
  }
}

async function* parts(text: Ahead, file: string | null, { bytes, rows }: CutSize, cutter: Cutter, maxRowBytes: number): AsyncGenerator<Omit<CutText, "before" | "after">, void> {
  try {
    let isFirst = true;
    // No more than it takes to know where the part ends.
    const most = Math.min(bytes, AHEAD) + 1;
    for (let wanted = most; ; ) {
      await text.read(wanted);
      if (text.bytes.length === 0 && !isFirst) return;
      const end = cutter.cut(text.bytes, bytes, rows, text.ends);
      if (end === null) {
        if (text.bytes.length > most + maxRowBytes) throw tooLong(text, file, maxRowBytes);
        // The last record is longer than what is there.
        wanted = text.bytes.length * 2;
        continue;
      }
      wanted = most;
      isFirst = false;
      const memory = new SharedArrayBuffer(end);
      new Uint8Array(memory).set(text.bytes.subarray(0, end));
      yield { kind: "cut", file, text: memory, length: end, byte: text.origin, line: text.line };
      text.drop(end);
    }
  } finally {
    cutter.close();
    await text.close();
  }
}

function tooLong({ line, origin }: Ahead, file: string | null, most: number): CsvParseError {
  return new CsvParseError(`${nameOf(file)}: behind line ${String(line)} a row goes on for more than ${String(most)} bytes; if it is right, read it with a larger maxRowBytes`, { file, line, byte: origin });
}

/** Text that was read ahead. */
class Ahead {
  bytes: Buffer = Buffer.alloc(0);
  /** where the first byte is in the source, in the source's bytes, and on which line */
  origin = 0;
  line = 1;
  ends = false;
  readonly #pieces: AsyncIterator<Piece>;
  readonly #width: (utf8: Buffer) => number;
  readonly #file: string | null;
  readonly #lineEnd: string | null;
  #begun = false;

  constructor(pieces: AsyncIterator<Piece>, width: (utf8: Buffer) => number, file: string | null, lineEnd: string | null) {
    this.#pieces = pieces;
    this.#width = width;
    this.#file = file;
    this.#lineEnd = lineEnd;
  }

  /** Reads until so many bytes are there, or there are no more. */
  async read(wanted: number): Promise<void> {
    const more: Buffer[] = [this.bytes];
    let length = this.bytes.length;
    try {
      while (length < wanted && !this.ends) {
        const next = await this.#pieces.next();
        if (next.done === true) {
          this.ends = true;
          break;
        }
        if (!this.#begun) this.origin = next.value.origin;
        this.#begun = true;
        more.push(next.value.bytes);
        length += next.value.bytes.length;
      }
    } catch (error) {
      if (!(error instanceof BadText)) throw error;
      const line = this.line + countLines(Buffer.concat(more), 0, length, this.#lineEnd);
      throw new CsvParseError(`${nameOf(this.#file)}, line ${String(line)}: ${error.message}`, { file: this.#file, line, byte: error.byte });
    }
    if (more.length > 1) this.bytes = Buffer.concat(more, length);
  }

  drop(count: number): void {
    const dropped = this.bytes.subarray(0, count);
    this.origin += this.#width(dropped);
    this.line += countLines(dropped, 0, count, this.#lineEnd);
    this.bytes = this.bytes.subarray(count);
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
