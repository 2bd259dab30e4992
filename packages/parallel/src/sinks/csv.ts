import { SchemaMismatchError } from "@framepool/errors";
import type { CsvWriteOptions } from "@framepool/csv";
import type { Writable } from "node:stream";
import { formatHeader } from "@framepool/csv/internal";
import type { PartReply } from "../messages.js";
import { openTarget } from "./open-target.js";
import type { Sink } from "./sink.js";

/** Writes text that the workers formatted, in input order. */
export async function csvSink(target: string | URL | Writable, options: CsvWriteOptions): Promise<Sink<void>> {
  const file = await openTarget(target, options.encoding);
  let columns: readonly string[] | null = null;
  return {
    output: { kind: "csv", options },
    ordered: true,
    async take(partition: number, { result }: PartReply) {
      if (result.kind !== "csv") throw new TypeError(`text was expected of the worker, not a ${result.kind}`);
      if (columns === null) {
        columns = result.columns;
        await file.write(formatHeader(columns, options));
      }
      sameColumns(columns, result.columns, partition);
      if (result.text.length > 0) await file.write(result.text);
    },
    finish: () => file.commit(),
    abort: () => file.abort(),
  };
}

/** A file has one header: every partition must have the columns of the first. */
function sameColumns(first: readonly string[], own: readonly string[], partition: number): void {
  if (first.length === own.length && first.every((name, k) => name === own[k])) return;
  const difference = [...first.filter((name) => !own.includes(name)).map((name) => `lacks "${name}"`), ...own.filter((name) => !first.includes(name)).map((name) => `adds "${name}"`)];
  throw new SchemaMismatchError(
    `partition ${String(partition)} ${difference.length > 0 ? difference.join(", ") : "has the columns in another order"}; a file has one header, so the function must give the same columns for every part`,
    { partition, column: own.find((name) => !first.includes(name)) ?? null },
  );
}
