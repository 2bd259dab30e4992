import { ArgumentError } from "@framepool/errors";
import { checkWriting } from "../check-kinds.js";
import { allDifferent, checkNames, oneCharacter, oneOf, quotingOf } from "../check-options.js";
import type { CsvWriteOptions, Quoting } from "../options.js";
import { dateFormatter } from "./format-date.js";
import { floatFormatter } from "./format-float.js";

/** How frames are written: every choice made. */
export interface Writing {
  readonly sep: string;
  readonly naRep: string;
  /** whether a missing cell that was read keeps its spelling: where no other is asked for */
  readonly keepsMissing: boolean;
  readonly quoting: Quoting;
  readonly quote: string;
  readonly escape: string | null;
  readonly doubleQuote: boolean;
  readonly lineEnd: string;
  /** whether text that begins as a formula gets an apostrophe before it */
  readonly escapeFormulas: boolean;
  /** a finite float; null: as JavaScript writes it */
  readonly float: ((value: number) => string) | null;
  /** an instant in ms, with the nanoseconds beyond it; null: ISO */
  readonly date: ((ms: number, nanos: number) => string) | null;
}

const KNOWN: Readonly<Record<keyof CsvWriteOptions, true>> = {
  sep: true, naRep: true, floatFormat: true, dateFormat: true, quoting: true, quotechar: true, escapechar: true, doublequote: true,
  lineterminator: true, header: true, columns: true, encoding: true, escapeFormulas: true, compression: true,
};

const LATER: ReadonlyMap<string, string> = new Map([
  ["index", "a frame has no index; its columns are written"],
  ["mode", "a file is written whole"],
  ["decimal", "format the column before writing"],
]);

/** Checks the options. Throws ArgumentError, naming the option and what it must be. */
export function writingOf(options: CsvWriteOptions): Writing {
  checkNames(options, Object.keys(KNOWN), LATER);
  checkWriting(options);
  oneOf("compression", options.compression ?? null, ["infer", "gzip", null]);
  const { sep = ",", naRep = "", quotechar = '"', escapechar, doublequote = true, lineterminator = "\n", floatFormat, dateFormat } = options;
  const writing: Writing = {
    sep: oneCharacter("sep", sep),
    naRep,
    keepsMissing: options.naRep === undefined,
    quoting: quotingOf(options.quoting ?? "minimal"),
    quote: oneCharacter("quotechar", quotechar),
    escape: escapechar === undefined ? null : oneCharacter("escapechar", escapechar),
    doubleQuote: doublequote,
    lineEnd: lineterminator,
    escapeFormulas: options.escapeFormulas ?? false,
    float: floatFormat === undefined ? null : floatFormatter(floatFormat),
    date: dateFormat === undefined ? null : dateFormatter(dateFormat),
  };
  if (lineterminator === "") throw new ArgumentError("lineterminator is empty; rows would run together");
  allDifferent({ sep: writing.sep, quotechar: writing.quote, escapechar: writing.escape });
  return writing;
}
