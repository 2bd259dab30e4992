import { stat } from "node:fs/promises";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { isByteEncoding, isCompressed, isReadAgain, isScanned } from "@framepool/csv/internal";
import { partitionRule, type PartitionOptions } from "../parts/partition.js";
import type { Pushed } from "../plan/push-down.js";
import type { InputDescription, Reading, SourceDescription } from "./source.js";

/** A CSV source as far as it is known before it is read. */
export async function describeCsv(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions, { keepsAll }: Pushed): Promise<SourceDescription> {
  const { cut, ...reading } = await readingOf(inputs, csv, options);
  return {
    kind: "csv",
    inputs: await Promise.all(inputs.map(described)),
    reading,
    respelled: cut === "here" ? reading.reason : typeof csv.skiprows === "object" ? "skiprows, where it leaves out lines behind the header" : null,
    types: typesOf(inputs, csv),
    partitions: partitionRule(options, null),
    selects: cut !== "here" && !keepsAll,
  };
}

/**
 * How the inputs are read: by the scanner or by csv-parse; and who cuts them: the workers read byte ranges of what can be
 * read anywhere, else this thread cuts where records end (`"records"`), or does all of it (`"here"`).
 */
export async function readingOf(inputs: readonly CsvSource[], csv: CsvReadOptions, { partitionRows }: PartitionOptions): Promise<Reading & { readonly cut: "ranges" | "records" | "here" }> {
  const { skipfooter = 0, skiprows } = csv;
  const isOnce = !(await areReadAgain(inputs));
  if (skipfooter > 0) return { path: "csv-parse", cut: "here", reason: "skipfooter: the last rows are known when all were read" };
  if (typeof skiprows === "function" || (typeof skiprows === "object" && isOnce)) return { path: "csv-parse", cut: "here", reason: "skiprows leaves out lines that only who counts them all can tell" };
  const dialect = isScanned(csv);
  if (dialect !== null) return { path: "csv-parse", cut: "records", reason: dialect };
  const inOrder = isOnce ? "a source that can be read only once"
    : inputs.some((input) => isCompressed(input, csv)) ? "compressed text"
    : (await bytesOfAll(inputs)) === null ? "an input is no regular file"
    : partitionRows !== undefined ? "partitionRows: rows are counted before they are parted"
    : (await isByteEncoding(csv.encoding)) ? null : `encoding: ${JSON.stringify(csv.encoding)}`;
  if (inOrder !== null) return { path: "scanner", cut: "records", reason: `${inOrder}; read in order, cut where records end` };
  return { path: "scanner", cut: "ranges", reason: "byte ranges of regular files, read by the workers" };
}

/** Whether all inputs can be read a second time: a pipe cannot, by whatever name. */
export async function areReadAgain(inputs: readonly CsvSource[]): Promise<boolean> {
  const answers = await Promise.all(inputs.map(async (input) => isReadAgain(input) && (input instanceof Uint8Array || (await isNoPipe(input)))));
  return answers.every((again) => again);
}

async function isNoPipe(input: CsvSource): Promise<boolean> {
  const found = typeof input === "string" || input instanceof URL ? await stat(input).catch(() => null) : null;
  return found === null || found.isFile() || found.isDirectory();
}

/** Bytes of all inputs; null: not known. */
export async function bytesOfAll(inputs: readonly CsvSource[]): Promise<number | null> {
  const sizes = await Promise.all(inputs.map(bytesOf));
  return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}

async function described(input: CsvSource): Promise<InputDescription> {
  return { name: nameOf(input), bytes: await bytesOf(input) };
}

function nameOf(input: CsvSource): string {
  if (typeof input === "string" || input instanceof URL) return String(input);
  if (input instanceof Uint8Array) return "bytes";
  return (input as unknown) === process.stdin ? "standard input" : "a stream";
}

async function bytesOf(source: CsvSource): Promise<number | null> {
  if (source instanceof Uint8Array) return source.length;
  if (typeof source !== "string" && !(source instanceof URL)) return null;
  // A file that is not there is said by who reads it, with its name.
  const found = await stat(source).catch(() => null);
  // What says that it is empty may be made while it is read, as the files of /proc are.
  return found?.isFile() === true && found.size > 0 ? found.size : null;
}

function typesOf(inputs: readonly CsvSource[], { dtype, schema, inferRows }: CsvReadOptions): string {
  if (schema !== undefined) return "declared (schema)";
  if (typeof dtype === "string") return `declared: ${dtype} (dtype)`;
  const named = dtype === undefined ? "" : `declared for ${Object.keys(dtype).map((name) => JSON.stringify(name)).join(", ")}, the others `;
  if (!inputs.every(isReadAgain)) return `${named}text: the source is read once`;
  if (inferRows === undefined) return `${named}found in all rows: on the way where the run ends in a value, a frame or a CSV file, calls no function of yours and leaves no row out (nrows, head, bad lines, onError), else in a pass before`;
  return `${named}found by a pass over ${inferRows === 1 ? "the first row" : `the first ${String(inferRows)} rows`}`;
}
