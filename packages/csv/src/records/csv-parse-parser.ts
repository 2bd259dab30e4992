import type { Parser } from "csv-parse";
import type { Dialect } from "../dialect.js";
import type { OnRecord, RecordParser } from "./record-parser.js";

/** Records by csv-parse, which is loaded here. A quote that is not a field's first character is text. */
export async function csvParseParser(dialect: Dialect, onRecord: OnRecord): Promise<RecordParser> {
  const { parse } = await import("csv-parse");
  const parser: Parser = parse({
    delimiter: dialect.sep,
    quote: dialect.quote ?? false,
    escape: dialect.quote ?? null,
    comment: dialect.comment,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: dialect.skipBlankLines,
    // Nothing is pushed, so that no record goes through the machinery of a stream of objects.
    on_record: (fields: string[]) => {
      const { bytes, records, comment_lines, empty_lines } = parser.info;
      onRecord(fields, bytes, records + comment_lines + empty_lines - 1);
      return null;
    },
  });
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
