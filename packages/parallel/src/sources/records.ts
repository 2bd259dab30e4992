import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { inferSchema, isReadAgain, readBatches, type Rejects } from "@framepool/csv/internal";
import { SchemaMismatchError } from "@framepool/errors";
import { STRING, unifyTypes, type Field } from "@framepool/frame/internal";
import { textPartitionBytes, type PartitionOptions } from "../partition.js";
import type { OpenParts } from "./source.js";

/** CSV text of which lines in the middle are left out (`skiprows`), which the workers could not count: read on this thread. */
export function recordsSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions, rejects: Rejects | null): { open(): Promise<OpenParts> } {
  return {
    open: async () => {
      const types = inputs.every(isReadAgain) ? await typesOfAll(inputs, csv) : null;
      const size = options.partitionRows !== undefined ? { batchRows: options.partitionRows } : { batchBytes: textPartitionBytes(null, options) };
      return {
        plan: { kind: "frame" },
        async *parts() {
          let before = 0;
          for (const input of inputs) {
            let rows = 0;
            for await (const { batch, firstRow, bytes } of readBatches(input, csv, types, size, rejects)) {
              yield { input: { kind: "frame", frame: batch, firstRow: before + firstRow }, bytes };
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
export async function typesOfAll(inputs: readonly CsvSource[], csv: CsvReadOptions): Promise<readonly Field[]> {
  let all: readonly Field[] | null = null;
  for (const input of inputs) {
    const own = await inferSchema(input, csv);
    all = all === null ? own : unified(all, own, input);
  }
  return all ?? [];
}

/** One schema for files of the same columns; a column that differs in kind is text. */
function unified(all: readonly Field[], own: readonly Field[], input: CsvSource): readonly Field[] {
  if (all.length !== own.length || all.some(({ name }, k) => name !== own[k]!.name)) {
    throw new SchemaMismatchError(`${typeof input === "string" || input instanceof URL ? String(input) : "an input"} has the columns ${namesOf(own)}, the files before it ${namesOf(all)}; read together they must be the same`);
  }
  return all.map((field, k) => ({ ...field, type: unifyTypes(field.type, own[k]!.type) ?? STRING }));
}

function namesOf(fields: readonly Field[]): string {
  return fields.map(({ name }) => `"${name}"`).join(", ");
}

