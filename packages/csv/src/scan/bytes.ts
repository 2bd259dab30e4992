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

/** Where the text stops for who may not look beyond `end`: a \r there may be half of a \r\n. */
export function knownEnd(text: Uint8Array, begin: number, end: number, final: boolean): number {
  return !final && end > begin && text[end - 1] === CR ? end - 1 : end;
}
