const LF = 10;
const CR = 13;

/** Line ends in text[from, to), where `from` is not between \r and \n. */
export function countLines(text: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    const byte = text[at]!;
    if (byte === CR || (byte === LF && (at === from || text[at - 1] !== CR))) lines++;
  }
  return lines;
}
