import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { inferInput, isReadAgain, readBatches, type Rejects } from "@framepool/csv/internal";
import { SchemaMismatchError } from "@framepool/errors";
import { STRING, unifyTypes, type Field } from "@framepool/frame/internal";
import { textPartitionBytes, type PartitionOptions } from "../parts/partition.js";
import type { OpenParts } from "./source.js";

/** CSV text of which lines in the middle are left out (`skiprows`), which the workers could not count: read on this thread. */
export function recordsSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions, rejects: Rejects | null, signal: AbortSignal): { open(): Promise<OpenParts> } {
  return {
    open: async () => {
      const types = inputs.every(isReadAgain) ? await typesOfAll(inputs, csv, signal) : null;
      const size = options.partitionRows !== undefined ? { batchRows: options.partitionRows } : { batchBytes: textPartitionBytes(null, options, 0) };
      return {
        plan: { kind: "frame" },
        async *parts() {
          let before = 0;
          for (const [i, input] of inputs.entries()) {
            const own = behind(csv, before);
            if (i > 0 && own.nrows === 0) return;
            let rows = 0;
            for await (const { batch, firstRow, bytes, places } of readBatches(input, own, types, size, rejects, signal)) {
              yield { input: { kind: "frame", frame: batch, firstRow: before + firstRow, places }, from: i, bytes };
              rows = firstRow + batch.numRows;
            }
            before += rows;
          }
        },
        rejects,
        close: () => Promise.resolve(),
      };
    },
  };
}

/** Types of the columns of all inputs, found by reading them here. */
async function typesOfAll(inputs: readonly CsvSource[], csv: CsvReadOptions, signal: AbortSignal): Promise<readonly Field[]> {
  let all: readonly Field[] | null = null;
  const { nrows = Infinity, inferRows = Infinity } = csv;
  let before = 0;
  for (const input of inputs) {
    const { fields, rows } = await inferInput(input, behind(csv, before), signal);
    // Of an input behind the last row that is looked at only the names count.
    all = all === null ? fields : unified(all, fields, input, before >= Math.min(nrows, inferRows));
    before += rows;
  }
  return all ?? [];
}

/** The options for an input with so many rows before it: all inputs together have `nrows`, and types are those of `inferRows`. */
function behind(csv: CsvReadOptions, before: number): CsvReadOptions {
  const { nrows, inferRows } = csv;
  if (before === 0) return csv;
  return { ...csv, ...(nrows === undefined ? {} : { nrows: Math.max(0, nrows - before) }), ...(inferRows === undefined ? {} : { inferRows: Math.max(1, inferRows - before) }) };
}

/** One schema for files of the same columns; a column that differs in kind is text. */
function unified(all: readonly Field[], own: readonly Field[], input: CsvSource, isBeyond: boolean): readonly Field[] {
  if (all.length !== own.length || all.some(({ name }, k) => name !== own[k]!.name)) {
    throw new SchemaMismatchError(`${typeof input === "string" || input instanceof URL ? String(input) : "an input"} has the columns ${namesOf(own)}, the files before it ${namesOf(all)}; read together they must be the same`);
  }
  return isBeyond ? all : all.map((field, k) => ({ ...field, type: unifyTypes(field.type, own[k]!.type) ?? STRING }));
}

function namesOf(fields: readonly Field[]): string {
  return fields.map(({ name }) => `"${name}"`).join(", ");
}

