import { stat } from "node:fs/promises";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { hasOpenTypes, isCompressed, isByteEncoding, isReadAgain, isScanned, typesOfBits, type RangeTypes, type Table, type TextRange } from "@framepool/csv/internal";
import { STRING } from "@framepool/frame/internal";
import { textPartitionBytes, type PartitionOptions } from "../partition.js";
import { inferTextRange } from "../worker.js";
import { workOf, type Workers } from "../workers.js";
import { cutInputs } from "./cut-inputs.js";
import { rangedInputs } from "./ranged-inputs.js";
import { recordsSource, typesOfAll } from "./records.js";
import type { Part, Source } from "./source.js";

/** Inputs whose heads were read: one table, and its parts. */
export interface TextInputs {
  readonly table: Table;
  /** The parts of all inputs, from the start: they depend on the inputs and on how they are to be cut alone. */
  parts(): AsyncGenerator<Part, void>;
  close(): Promise<void>;
}

/**
 * CSV text, one input after the other, read by the workers. What can be read anywhere is cut into byte ranges; anything
 * else is read in order here, and cut where records end. Types are fixed before the first part is given: in what can be
 * read only once, a column without a declared type is text.
 */
export function csvSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions): Source {
  return {
    size: async () => ({ rows: null, bytes: await bytesOfAll(inputs) }),
    async open(workers) {
      // What is read once cannot be opened again when its head says that lines behind it are left out.
      if (csv.skipfooter !== undefined && csv.skipfooter > 0) return recordsSource(inputs, csv, options).open(workers);
      if (typeof csv.skiprows !== "number" && csv.skiprows !== undefined && !inputs.every(isReadAgain)) return recordsSource(inputs, csv, options).open(workers);
      const bytes = await bytesOfAll(inputs);
      const notScanned = isScanned(csv);
      const size = { bytes: options.partitionRows === undefined ? textPartitionBytes(bytes, options) : Infinity, rows: options.partitionRows ?? Infinity };
      const isRanged = bytes !== null && !inputs.some((input) => isCompressed(input, csv)) && notScanned === null && size.rows === Infinity && (await isByteEncoding(csv.encoding));
      const opened = isRanged ? await rangedInputs(inputs, csv, size.bytes) : await cutInputs(inputs, csv, notScanned, size);
      if (opened === null) return recordsSource(inputs, csv, options).open(workers);
      try {
        const table = hasOpenTypes(opened.table) ? await typed(opened, inputs, csv, workers) : opened.table;
        return { plan: { kind: "csv", table }, parts: () => opened.parts(), close: () => opened.close() };
      } catch (error) {
        await opened.close();
        throw error;
      }
    },
  };
}

/** The table with every type known. */
async function typed({ table, parts }: TextInputs, inputs: readonly CsvSource[], csv: CsvReadOptions, workers: Workers): Promise<Table> {
  if (!inputs.every(isReadAgain)) return { ...table, types: table.types.map((type) => type ?? STRING) };
  if (table.notScanned !== null) {
    const fields = await typesOfAll(inputs, csv);
    return { ...table, types: fields.map(({ type }) => type) };
  }
  const ranges = await workers.map<TextRange, RangeTypes>(workOf(inferTextRange, { table }), rangesOf(parts()));
  const bits = table.columns.map((_, k) => ranges.reduce((all, range) => all | range.bits[k]!, 0));
  return { ...table, types: typesOfBits(table, bits) };
}

async function* rangesOf(parts: AsyncGenerator<Part, void>): AsyncGenerator<TextRange, void> {
  for await (const { input } of parts) if (input.kind === "csv") yield input.range;
}

async function bytesOfAll(inputs: readonly CsvSource[]): Promise<number | null> {
  const sizes = await Promise.all(inputs.map(regularFileSize));
  return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}

async function regularFileSize(source: CsvSource): Promise<number | null> {
  if (source instanceof Uint8Array) return source.length;
  if (typeof source !== "string" && !(source instanceof URL)) return null;
  // A file that is not there is said by who reads it, with its name.
  const found = await stat(source).catch(() => null);
  return found?.isFile() ? found.size : null;
}
