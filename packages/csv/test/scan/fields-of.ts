import { type Index, RecordSplitter, type ScanDialect } from "@framepool/csv/internal";

/** The fields of an index as text, quotes removed: null for one that a short row lacks. */
export function fieldsOf({ rows, columns, starts, ends }: Index, text: Uint8Array, { quote }: ScanDialect): (string | null)[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, k) => {
      const start = k === 0 ? starts[row]! : ends[row * columns + k - 1]! + 1;
      const end = ends[row * columns + k]!;
      if (end < start) return null;
      return unquoted(Buffer.from(text.subarray(start, end)), quote).toString();
    }),
  );
}

/** What a field's bytes say. */
export function unquoted(bytes: Buffer, quote: number): Buffer {
  if (bytes.length === 0 || bytes[0] !== quote) return bytes;
  const out: number[] = [];
  let at = 1;
  for (; at < bytes.length; at++) {
    if (bytes[at] === quote && bytes[++at] !== quote) break;
    out.push(bytes[at]!);
  }
  return Buffer.concat([Buffer.from(out), bytes.subarray(at)]);
}

/** What the slow and exact splitter finds of the records that start in [begin, limit). */
export function split(bytes: Buffer, { sep, quote, skipBlankLines }: ScanDialect, { begin, limit, final }: { begin: number; limit: number; final: boolean }) {
  const character = (code: number) => String.fromCharCode(code);
  const splitter = new RecordSplitter({ sep: character(sep), quote: quote < 0 ? null : character(quote), escape: null, doubleQuote: true, comment: null, skipBlankLines, skipInitialSpace: false, lineEnd: null });
  const records: { start: number; end: number; fields: string[] }[] = [];
  let next = begin;
  while (next < bytes.length && next < limit) {
    const found = splitter.split(bytes, next, final);
    if (found === "unfinished") break;
    if (found === "record") records.push({ start: next, end: splitter.end, fields: splitter.fields });
    next = splitter.end;
  }
  const lines = bytes.toString("latin1", begin, next).match(/\r\n|\r|\n/g)?.length ?? 0;
  return { records, next, lines, openQuote: next < bytes.length && next < limit ? splitter.openQuote : -1 };
}
