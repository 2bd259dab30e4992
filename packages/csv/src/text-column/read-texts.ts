import { END } from "../scan/cells/chars.js";
import type { TextBlock } from "./TextBlock.js";

/** Rows that are read at once: few at first, so that who reads a few cells reads a few, and a loop that is compiled while it runs has seen the next block before that. */
const FIRST_ROWS = 32;
const MOST_ROWS = 4096;
/** Who passes over so many rows is still taken to read on in order: a cell alone takes as long as eight of a block. */
const NEAR = 8;

/**
 * Reads single cells of a column that are there, by row, as text. Rows that are read in order are made characters many at
 * once, and cut; a row out of order, and one with a character beyond U+00FF, is decoded by itself.
 */
export function readTexts(block: TextBlock, column: number, validity: Uint8Array | null): (row: number) => string {
  const { scanner, index } = block;
  const ends = new Int32Array(MOST_ROWS + 1);
  let text = "";
  let first = 0; // `text` holds the rows from here up to `behind`
  let behind = 0;
  let next = 0;
  let rows = FIRST_ROWS / 2;

  function open(row: number): void {
    block.assertOpen();
    rows = Math.min(MOST_ROWS, rows * 2);
    const found = scanner.chars({ index, column, validity, from: row, to: Math.min(index.rows, row + rows) });
    ends.set(found.ends);
    ({ text } = found);
    first = row;
    behind = row + found.ends.length - 1;
  }

  function alone(row: number): string {
    block.assertOpen();
    return block.cellText(row, column);
  }

  return (row) => {
    if (row < next || row >= behind) {
      if (row < next || row - next > NEAR) {
        next = behind = row + 1;
        return alone(row);
      }
      open(row);
    }
    next = row + 1;
    const at = row - first;
    const end = ends[at + 1]!;
    return end >= 0 ? text.substring(ends[at]! & END, end) : alone(row);
  };
}
