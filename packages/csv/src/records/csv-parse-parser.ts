import { late } from "@framepool/errors";
import type { Parser } from "csv-parse";
import type { Dialect } from "../dialect.js";
import type { OnRecord, RecordParser } from "./record-parser.js";

/** Records by csv-parse, which is loaded here. A quote that is not a field's first character is text. */
export async function csvParseParser(dialect: Dialect, onRecord: OnRecord): Promise<RecordParser> {
  const { parse } = await late(() => import("csv-parse"));
  const parser: Parser = parse({
    delimiter: dialect.sep,
    quote: dialect.quote ?? false,
    escape: dialect.quote ?? null,
    comment: dialect.comment,
    record_delimiter: dialect.lineEnd ?? ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: dialect.skipBlankLines,
  });
  const push = parser.push.bind(parser);
  // Records are taken where they would enter the stream: its machinery costs as much as the parsing, and so does the
  // report that the option on_record is given with each of them.
  parser.push = (record: string[] | null): boolean => {
    if (record === null) return push(null);
    const { bytes, records, comment_lines, empty_lines } = parser.info;
    onRecord(record, bytes, records + comment_lines + empty_lines - 1);
    return true;
  };
  parser.resume();
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure = error;
  });
  return {
    write: (piece) => new Promise((resolve, reject) => parser.write(piece, (error) => (error ? reject(error) : resolve()))),
    end: () =>
      new Promise((resolve, reject) => {
        parser.on("error", (error) => (unclosed(error) ? resolve(false) : reject(error)));
        parser.end(() => {
          if (failure === null) resolve(true);
        });
      }),
  };
}

function unclosed(error: Error): boolean {
  return "code" in error && error.code === "CSV_QUOTE_NOT_CLOSED";
}
