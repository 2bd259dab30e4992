import { behindLineEnd, CR, LF } from "./bytes.js";
import type { ScanDialect } from "./scan-types.js";

/** Offset behind the first line end in text[from, to) that is outside quotes, if `from` is; -1 if there is none, or what follows a \r is not known. */
export function firstLineEnd(text: Uint8Array, { sep, quote }: ScanDialect, from: number, to: number): number {
  const known = text.subarray(0, to);
  let mayOpen = true;
  for (let at = from; at < to; at++) {
    const byte = text[at]!;
    if (byte === LF) return at + 1;
    if (byte === CR) return at + 1 < to ? behindLineEnd(text, at, to) : -1;
    if (byte === quote && mayOpen) {
      at = closingQuote(known, quote, at + 1);
      if (at < 0) return -1;
      mayOpen = false;
    } else mayOpen = byte === sep;
  }
  return -1;
}

/** Offset of the quote that closes a field whose text begins at `from`; -1 if there is none. */
function closingQuote(text: Uint8Array, quote: number, from: number): number {
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}
