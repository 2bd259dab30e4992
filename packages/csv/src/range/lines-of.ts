import { Buffer } from "node:buffer";
import { readSync } from "node:fs";
import { countLines } from "../text/count-lines.js";
import { Link } from "./Link.js";
import type { Bytes, TextRange } from "./table.js";

/** Lines of a file, from 1: the one on which a range's first record begins, and the last one of it. */
export interface Lines {
  readonly line: number;
  readonly lastLine: number;
}

/**
 * Which lines of its file a range takes, as far as the workers have said by now where it begins; null: they have not, or it
 * cannot be read any more. Its text is looked at here: for who has a failure to tell. `lineEnd` is the one character that
 * ends lines, if that was said.
 */
export function linesOf(range: TextRange, lineEnd: string | null): Lines | null {
  if (range.kind === "cut") return lines(new Uint8Array(range.text, 0, range.length), range.line, lineEnd);
  const begin = range.first ?? new Link(range.before).told;
  if (begin === null) return null;
  // Where its last record ends only who has read it knows.
  const end = new Link(range.after).told?.offset ?? range.end;
  const text = textOf(range.bytes, begin.offset, Math.max(begin.offset, end));
  return text === null ? null : lines(text, begin.line, lineEnd);
}

function lines(text: Uint8Array, line: number, lineEnd: string | null): Lines {
  const ends = text.length > 0 && countLines(text, text.length - 1, text.length, lineEnd) === 1;
  return { line, lastLine: Math.max(line, line + countLines(text, 0, text.length, lineEnd) - (ends ? 1 : 0)) };
}

function textOf(bytes: Bytes, begin: number, end: number): Uint8Array | null {
  if ("memory" in bytes) return new Uint8Array(bytes.memory, begin, end - begin);
  const text = Buffer.alloc(end - begin);
  try {
    let have = 0;
    for (let read = -1; have < text.length && read !== 0; have += read) read = readSync(bytes.fd, text, have, text.length - have, begin + have);
    return text.subarray(0, have);
  } catch {
    // It was closed meanwhile, or has gone: there is something to tell that is more to the point.
    return null;
  }
}
