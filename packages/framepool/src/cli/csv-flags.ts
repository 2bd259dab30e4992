import { InvalidArgumentError, Option, type Command } from "commander";
import type { CsvReadOptions, CsvWriteOptions } from "@framepool/csv";
import { ArgumentError } from "@framepool/errors";
import { parseDtype, parseTypes } from "./parse-dtype.js";

/** What commander made of a command's flags. */
export type Given = Readonly<Record<string, unknown>>;

/** A flag that an option is given by. It has the option's name: `--na-values` is naValues. */
interface Flag {
  /** what its argument is; null: it has none */
  readonly argument: string | null;
  /** the option is true by default: `--no-skip-blank-lines` */
  readonly isOff: boolean;
  readonly about: string;
  readonly parse: (text: string) => unknown;
}

/** Stands for null, of which commander makes an empty text. */
const NONE = { word: "none" } as const;

type Flags<T> = Readonly<Record<keyof T, Flag>>;

const text = (argument: string, about: string, parse: Flag["parse"] = (given) => given): Flag => ({ argument, isOff: false, about, parse });
const on = (about: string): Flag => ({ argument: null, isOff: false, about, parse: (given) => given });
const off = (about: string): Flag => ({ ...on(about), isOff: true });

const READING: Flags<CsvReadOptions> = {
  sep: text("text", "between fields (,; of .tsv a tab)", character),
  header: text("line", "line of the names, from 0 (0), or none", orNone(count)),
  names: text("names", "names of the columns", list),
  usecols: text("columns", "columns to read: names, or positions from 0", namesOrPlaces),
  dtype: text("types", "string for all columns, or column=type,column=type", parseDtype),
  schema: text("types", "column=type of all columns", (given) => parseTypes("--schema", given)),
  inferRows: text("n", "find types in so many rows (all)", count),
  naValues: text("words", "further words for a missing cell", listOrByColumn),
  keepDefaultNa: off("only --na-values mean a missing cell"),
  naFilter: off("no cell is missing"),
  skiprows: text("lines", "lines to leave out: how many, or their numbers from 0", countOrList),
  nrows: text("n", "rows to read", count),
  skipfooter: text("n", "rows at the end to leave out", count),
  skipinitialspace: on("leave out spaces before fields"),
  skipBlankLines: off("blank lines are rows of missing cells"),
  comment: text("character", "from which the rest of a line is left out"),
  quotechar: text("character", "around fields (\"), or none", orNone((given) => given)),
  quoting: text("word", "minimal, all, nonnumeric or none"),
  doublequote: off("a doubled quote inside quotes is two"),
  escapechar: text("character", "after which the next one is text"),
  lineterminator: text("character", "that ends lines (any line break)", character),
  encoding: text("name", "of the text (utf8)"),
  compression: text("method", "gzip, zstd or none (as the name ends)", orNone((given) => given)),
  decimal: text("character", "before a number's fraction (.)"),
  thousands: text("character", "between a number's digits"),
  trueValues: text("words", "that are true, beside True", list),
  falseValues: text("words", "that are false, beside False", list),
  parseDates: text("columns", "columns of timestamps: names, or positions from 0", namesOrPlaces),
  dateFormat: text("format", "of dates, as %d/%m/%Y", textOrByColumn),
  onBadLines: text("what", "error, skip or collect (as --rejects does)"),
  rejects: text("file", "write bad lines there, to be mended and run again, and what is wrong with them to <file>.reasons", fileName),
  int64: text("bigint", "64-bit integers are bigints"),
  maxCompressionRatio: text("n", "times that compressed text may grow, or none for any", (given) => (given === "none" ? Infinity : Number(given))),
  maxRowBytes: text("bytes", "that a row may have (64MiB)"),
};

const WRITING: Flags<CsvWriteOptions> = {
  sep: text("character", "between fields (,; of .tsv a tab)", character),
  naRep: text("text", "of missing cells"),
  floatFormat: text("format", "of floats, as %.2f"),
  dateFormat: text("format", "of dates and times, as %d/%m/%Y"),
  quoting: text("word", "minimal, all, nonnumeric or none"),
  quotechar: text("character", "around fields (\")"),
  escapechar: text("character", "before what would end a field"),
  doublequote: off("escape a quote inside quotes"),
  lineterminator: text("text", "that ends rows (\\n)", character),
  header: text("names", "other names for the first row, or none", (given) => (given === "none" ? false : list(given))),
  columns: text("names", "the columns to write, in this order", list),
  escapeFormulas: on("put an apostrophe before text that a spreadsheet would take for a formula"),
  encoding: text("name", "of the text (utf8)"),
  compression: text("method", "gzip or none (as the name ends)", orNone((given) => given)),
};

/** Lets a command take the options of reading CSV. */
export function addReading(command: Command): Command {
  return added(command, READING, "Reading CSV (lists are a,b or JSON):", (name) => name);
}

/** Lets a command take the options of writing CSV; those that reading has too have `out` before them. */
export function addWriting(command: Command): Command {
  return added(command, WRITING, "Writing CSV:", writingName);
}

/** The options of reading that were given. */
export function readingOf(given: Given): CsvReadOptions {
  const options = chosen<CsvReadOptions>(READING, given, (name) => name);
  return options.rejects === undefined ? options : { ...options, onBadLines: options.onBadLines ?? "collect" };
}

/** The options of writing that were given. */
export function writingOf(given: Given): CsvWriteOptions {
  return chosen<CsvWriteOptions>(WRITING, given, writingName);
}

/** How an option of reading is given that value; null for what is none, or has no flag for it. */
export function flagOf(name: string, value: string | boolean | null): string | null {
  const flag = Object.hasOwn(READING, name) ? READING[name as keyof CsvReadOptions] : null;
  if (flag === null) return null;
  if (flag.argument === null) return value === !flag.isOff ? longFlag(name, flag) : null;
  return `${longFlag(name, flag)} ${value === null ? NONE.word : String(value)}`;
}

/** Throws ArgumentError, with the reason, if any such option was given. */
export function refuseReading(given: Given, why: string): void {
  refused(READING, readingOf(given), (name) => name, why);
}

export function refuseWriting(given: Given, why: string): void {
  refused(WRITING, writingOf(given), writingName, why);
}

function added<T>(command: Command, flags: Flags<T>, group: string, nameOf: (name: string) => string): Command {
  for (const [name, flag] of entries(flags)) {
    const option = new Option(`${longFlag(nameOf(name), flag)}${flag.argument === null ? "" : ` <${flag.argument}>`}`, flag.about).helpGroup(group);
    command.addOption(flag.argument === null ? option : option.argParser(flag.parse));
  }
  return command;
}

function chosen<T>(flags: Flags<T>, given: Given, nameOf: (name: string) => string): T {
  const values = entries(flags).flatMap(([name, { isOff }]) => {
    const value = given[nameOf(name)];
    return value === undefined || (isOff && value === true) ? [] : [[name, value === NONE ? null : value] as const];
  });
  // What the words mean is checked by who reads or writes.
  return Object.fromEntries(values) as T;
}

function refused<T>(flags: Flags<T>, options: object, nameOf: (name: string) => string, why: string): void {
  for (const [name, flag] of entries(flags)) if (name in options) throw new ArgumentError(`${longFlag(nameOf(name), flag)} is for CSV; ${why}`);
}

function entries<T>(flags: Flags<T>): [string, Flag][] {
  return Object.entries<Flag>(flags);
}

function writingName(name: string): string {
  return name in READING ? `out${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}

function longFlag(name: string, { isOff }: Flag): string {
  return `--${isOff ? "no-" : ""}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Of a file beside the output: it has a name, also where that is a device's. */
export function fileName(given: string): string {
  if (given === "-") throw new InvalidArgumentError("it must be a file's name; /dev/stdout and /dev/stderr are such names.");
  return given;
}

/** A shell does not say a tab easily. */
function character(given: string): string {
  return given.replace(/\\([tnr])/g, (_, letter: string) => ({ t: "\t", n: "\n", r: "\r" })[letter]!);
}

function count(given: string): number {
  if (!/^\d+$/.test(given)) throw new InvalidArgumentError("it must be a whole number from 0.");
  return Number(given);
}

function orNone(parse: Flag["parse"]): Flag["parse"] {
  return (given) => (given === NONE.word ? NONE : parse(given));
}

function list(given: string): readonly string[] {
  return given.startsWith("[") ? json<readonly string[]>(given) : given.split(",");
}

function namesOrPlaces(given: string): readonly (string | number)[] {
  if (given.startsWith("[")) return json<readonly (string | number)[]>(given);
  return given.split(",").map((each) => (/^\d+$/.test(each) ? Number(each) : each));
}

function listOrByColumn(given: string): unknown {
  return given.startsWith("{") ? json(given) : list(given);
}

function textOrByColumn(given: string): unknown {
  return given.startsWith("{") ? json(given) : given;
}

function countOrList(given: string): unknown {
  if (given.startsWith("[")) return json(given);
  return given.includes(",") ? given.split(",").map(count) : count(given);
}

function json<T>(given: string): T {
  try {
    return JSON.parse(given) as T;
  } catch {
    throw new InvalidArgumentError("it is no JSON.");
  }
}
