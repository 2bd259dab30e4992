import { ArgumentError, isByName } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { refuseMore, shown } from "@framepool/frame/internal";
import type { AnySchema } from "./csv-schema.js";
import type { CsvWriteOptions } from "./options.js";
import { csvText, writeCsv } from "./write/to-csv.js";

declare module "@framepool/frame" {
  /**
   * A merged interface must have the class's type parameters as they are.
   * @ts-expect-error as at the class */
  interface DataFrame<S = AnySchema> {
    /**
     * The frame as CSV text, without an index. Numbers are written as JavaScript writes them, `True` and `False`, dates
     * as `2021-03-04`, timestamps as `2021-03-04 05:06:07` in UTC, null and NaN as `naRep`; quotes as pandas.
     *
     * @throws ArgumentError for an option that does not fit; FrameError for a column that has no text, such as a list.
     * @example
     * import { DataFrame } from "@framepool/frame";
     * import "@framepool/csv";
     *
     * const df = new DataFrame({ name: ["Braund, Owen", null], age: [22, 38] });
     * df.toCsv(); // → 'name,age\n"Braund, Owen",22\n,38\n'
     * df.toCsv({ sep: ";", header: false }); // → 'Braund, Owen;22\n;38\n'
     */
    toCsv(this: DataFrame<S>, options?: CsvWriteOptions): string;
    /** The same text; null stands for no path, as pandas' None. */
    toCsv(this: DataFrame<S>, path: null | undefined, options?: CsvWriteOptions): string;
    /**
     * Writes the frame to a file. A regular file is written beside its target and renamed at the end: one that cannot be
     * written whole leaves the old file as it was.
     *
     * @throws SinkError where the file cannot be written.
     */
    toCsv(this: DataFrame<S>, path: string | URL, options?: CsvWriteOptions): Promise<void>;
  }
}

function toCsv(this: DataFrame, options?: CsvWriteOptions): string;
function toCsv(this: DataFrame, path: null | undefined, options?: CsvWriteOptions): string;
function toCsv(this: DataFrame, path: string | URL, options?: CsvWriteOptions): Promise<void>;
function toCsv(this: DataFrame, first?: string | URL | CsvWriteOptions | null, options?: CsvWriteOptions): string | Promise<void> {
  if (typeof first === "string" || first instanceof URL) return writeCsv(this, first, checked(options));
  if (first != null && options !== undefined) throw new ArgumentError("toCsv takes options once: toCsv(options), or toCsv(path, options)");
  return csvText(this, checked(first ?? options));
}

/** What JavaScript passes may be anything, whatever the type says. */
function checked(options: unknown = {}): CsvWriteOptions {
  if (!isByName(options)) throw new ArgumentError(`toCsv takes a path, a string or a URL, and options, { sep: ";" }, not ${shown(options)}`);
  return options;
}

// A package that does no I/O cannot know how to write files: whoever imports this one gives frames the method.
Object.defineProperty(DataFrame.prototype, "toCsv", { value: toCsv, writable: true, configurable: true });
refuseMore(DataFrame, [[], [], ["toCsv"]]);
