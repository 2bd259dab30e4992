const LF = 10;
const CR = 13;

/** Line ends in text[from, to), where `from` is not between \r and \n; `own` is the one character that ends lines, if that was said. */
export function countLines(text: Uint8Array, from: number, to: number, own: string | null = null): number {
  let lines = 0;
  if (own !== null) {
    const code = own.charCodeAt(0);
    for (let at = from; at < to; at++) if (text[at] === code) lines++;
    return lines;
  }
  for (let at = from; at < to; at++) {
    const byte = text[at]!;
    if (byte === CR || (byte === LF && (at === from || text[at - 1] !== CR))) lines++;
  }
  return lines;
}
