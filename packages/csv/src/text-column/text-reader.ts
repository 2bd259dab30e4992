import type { TextBlock } from "./TextBlock.js";

/** Text that is made characters at once: small enough that one kept cell, which may hold all of it, holds little. */
const WINDOW = 128 * 1024;

/**
 * Reads cells of a text column that are there. A stretch of the block is made characters at once, and cells are cut from
 * it; what is not ASCII, or has quotes inside its quotes, is decoded by itself.
 */
export function textReader(block: TextBlock, column: number): (row: number) => string {
  const { text, quote, index } = block;
  const { nonAscii, escapes } = index;
  const mark = quote < 0 ? "" : String.fromCharCode(quote);
  let window = "";
  let from = 0;
  let to = 0;

  function moveWindow(start: number, end: number): void {
    from = start;
    to = Math.max(end, Math.min(text.length, start + WINDOW));
    window = text.toString("latin1", from, to);
  }

  return (row) => {
    const start = block.start(row, column);
    const end = block.end(row, column);
    for (let at = start >> 6; at <= (end - 1) >> 6; at++) if (nonAscii[at] !== 0) return block.unquoted(start, end);
    if (start < from || end > to) {
      block.assertOpen();
      moveWindow(start, end);
    }
    if (text[start] !== quote || end === start) return window.substring(start - from, end - from);
    if (escapes && window.indexOf(mark, start - from + 1) !== end - from - 1) return block.unquoted(start, end);
    return window.substring(start - from + 1, end - from - 1);
  };
}
