import type { CsvWriteOptions } from "@framepool/csv";
import type { Writable } from "node:stream";
import { formatCsv, formatHeader } from "@framepool/csv/internal";
import { Column, frameOf, NULL, nullVector, type DataType } from "@framepool/frame/internal";
import type { ResultReply } from "../worker/messages.js";
import { openTarget } from "./open-target.js";
import { sameColumns } from "./same-columns.js";
import { sameTypes } from "./same-types.js";
import type { Sink } from "./sink.js";

/** A sink of one file. */
export interface CsvSink extends Sink<void> {
  /** Holds no descriptor until the next part comes. */
  rest(): Promise<void>;
}

/** Writes text that the workers formatted, in input order. */
export async function csvSink(target: string | URL | Writable, options: CsvWriteOptions, signal: AbortSignal | undefined): Promise<CsvSink> {
  const file = await openTarget(target, options, signal);
  let columns: readonly string[] | null = null;
  let types: readonly DataType[] | null = null;
  /** missing rows that came before it was known what columns they lack */
  let held = 0;
  const { restart } = file;
  return {
    output: { kind: "csv", options },
    ordered: true,
    async take(partition: number, { rows, result }: ResultReply) {
      if (result.kind === "frame" || result.kind === "partial") throw new TypeError(`text was expected of the worker, not a ${result.kind}`);
      if (result.kind === "missing") {
        if (columns === null) held += rows;
        else await file.write(missingRows(columns, rows, options));
        return;
      }
      if (columns === null) {
        columns = result.columns;
        await file.write(formatHeader(columns, options));
        if (held > 0) await file.write(missingRows(columns, held, options));
      }
      sameColumns(columns, result.columns, partition);
      if (result.types !== null) types = sameTypes(columns, types ?? result.types, result.types, partition);
      if (result.text.bytes.length > 0) await file.write(result.text.bytes);
    },
    ...(restart === undefined ? {} : {
      restart: async () => {
        [columns, types, held] = [null, null, 0];
        await restart();
      },
    }),
    async finish() {
      if (columns === null && held > 0) await file.write(missingRows([""], held, options));
      await file.commit();
    },
    leave: () => undefined,
    rest: () => file.rest(),
    abort: () => file.abort(),
  };
}

function missingRows(columns: readonly string[], rows: number, options: CsvWriteOptions): Uint8Array {
  const missing = columns.map((name) => Column.of(name, nullVector(NULL, rows)));
  return formatCsv(frameOf(missing, rows), { ...options, header: false });
}
