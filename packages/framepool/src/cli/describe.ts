import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Report } from "@framepool/parallel";
import { AbortError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { scan, type ScanOptions } from "./scan.js";

export interface DescribeOptions extends ScanOptions {
  readonly json?: boolean;
}

/** `framepool describe FILE…`: what the cells of each column are. The files are read on all cores, and not kept; standard input is. */
export async function describe(inputs: readonly string[], options: DescribeOptions, signal: AbortSignal): Promise<void> {
  // What can be read only once is all text: of standard input types are found when it was read.
  const given = inputs.includes("-") ? await wholeInput(signal) : null;
  const { frame, report } = await scan(inputs, options, { signal }, (path) => (path === "-" ? given! : path)).describe({ include: "all" }).run();
  process.stdout.write(options.json === true ? `${JSON.stringify(asJson(frame, report), null, 2)}\n` : `${frame.toString()}\n`);
}

async function wholeInput(signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await buffer(addAbortSignal(signal, process.stdin));
  } catch (error) {
    throw signal.aborted ? new AbortError("interrupted", { cause: signal.reason }) : error;
  }
}

/** Facts that are counts, of columns that are no numbers too: there the frame has them as text. */
const COUNTS: readonly string[] = ["count", "unique", "freq"];

/** How many rows there are, and by column its type and the facts that it has. */
function asJson(statistics: DataFrame, { rows, columns }: Report): object {
  const names = [...statistics.col("statistic")] as string[];
  const described = columns.map(({ name, type }) => {
    const cells: readonly unknown[] = [...statistics.col(name)];
    const facts = names.flatMap((fact, i) => (cells[i] === null ? [] : [[fact, COUNTS.includes(fact) ? Number(cells[i]) : cells[i]] as const]));
    return [name, { type, ...Object.fromEntries(facts) }] as const;
  });
  return { rows, columns: Object.fromEntries(described) };
}
