import { stat } from "node:fs/promises";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { inferSchema, isReadAgain, readBatches } from "@framepool/csv/internal";
import { SchemaMismatchError } from "@framepool/errors";
import { STRING, unifyTypes, type Field } from "@framepool/frame/internal";
import { textPartitionBytes, type PartitionOptions } from "../partition.js";
import type { Source } from "./source.js";

/**
 * CSV text, read in pieces, one input after the other. Types are fixed by one pass over all of it before the first part is
 * given; what can be read only once (standard input) is text where no type is declared.
 */
export function csvSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions): Source {
  const bytesOfAll = async () => {
    const sizes = await Promise.all(inputs.map(regularFileSize));
    return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  };
  return {
    size: async () => ({ rows: null, bytes: await bytesOfAll() }),
    async *parts() {
      const total = await bytesOfAll();
      const types = inputs.every(isReadAgain) ? await typesOfAll(inputs, csv) : null;
      const size = options.partitionRows !== undefined ? { batchRows: options.partitionRows } : { batchBytes: textPartitionBytes(total, options) };
      let before = 0;
      for (const input of inputs) {
        let rows = 0;
        for await (const { batch, firstRow, bytes } of readBatches(input, csv, types, size)) {
          yield { frame: batch, firstRow: before + firstRow, bytes };
          rows = firstRow + batch.numRows;
        }
        before += rows;
      }
    },
  };
}

async function typesOfAll(inputs: readonly CsvSource[], csv: CsvReadOptions): Promise<readonly Field[]> {
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

async function regularFileSize(source: CsvSource): Promise<number | null> {
  if (source instanceof Uint8Array) return source.length;
  if (typeof source !== "string" && !(source instanceof URL)) return null;
  // A file that is not there is said by who reads it, with its name.
  const found = await stat(source).catch(() => null);
  return found?.isFile() ? found.size : null;
}
