import { stat } from "node:fs/promises";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { inferSchema, readBatches } from "@framepool/csv/internal";
import { textPartitionBytes, type PartitionOptions } from "../partition.js";
import type { Source } from "./source.js";

/** CSV text, read in pieces: types are fixed by one pass over the whole before the first part is given. */
export function csvSource(source: CsvSource, csv: CsvReadOptions, options: PartitionOptions): Source {
  const fileBytes = async () => (typeof source === "string" || source instanceof URL ? regularFileSize(source) : null);
  return {
    size: async () => ({ rows: null, bytes: await fileBytes() }),
    async *parts() {
      const total = await fileBytes();
      const types = await inferSchema(source, csv);
      const size = options.partitionRows !== undefined ? { batchRows: options.partitionRows } : { batchBytes: textPartitionBytes(total, options) };
      for await (const { batch, firstRow, bytes } of readBatches(source, csv, types, size)) {
        yield { frame: batch, firstRow, bytes };
      }
    },
  };
}

async function regularFileSize(path: string | URL): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}
