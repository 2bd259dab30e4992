export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const TAB = 9;

export function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

/** Offset behind the line end at `at`, which is before `end`. */
export function behindLineEnd(text: Uint8Array, at: number, end: number): number {
  return text[at] === CR && at + 1 < end && text[at + 1] === LF ? at + 2 : at + 1;
}

/** Line ends in text[from, to), where `from` is not between \r and \n. */
export function countLines(text: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    const byte = text[at]!;
    if (byte === CR || (byte === LF && (at === from || text[at - 1] !== CR))) lines++;
  }
  return lines;
}

/** Where the text stops for who may not look beyond `end`: a \r there may be half of a \r\n. */
export function knownEnd(text: Uint8Array, begin: number, end: number, final: boolean): number {
  return !final && end > begin && text[end - 1] === CR ? end - 1 : end;
}
