import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { Chain, dialectOf, hasOpenTypes, openInput, tableOf, typesOfBits, type ByteRange, type OpenInput, type Table } from "@framepool/csv/internal";
import { SchemaMismatchError } from "@framepool/errors";
import { textPartitionBytes, type PartitionOptions } from "../partition.js";
import type { Pushed } from "../push-down.js";
import { inferTextRange } from "../worker.js";
import type { Workers } from "../workers.js";
import { recordsSource } from "./records.js";
import { bytesOfAll, describeCsv, readingOf } from "./describe-csv.js";
import { project } from "./project.js";
import type { OpenParts, Part, Source } from "./source.js";

/** CSV text, one input after the other, read by the workers. Types are fixed before the first part is given. */
export function csvSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions, pushed: Pushed): Source {
  const records = recordsSource(inputs, csv, options);
  return {
    size: async () => ({ rows: null, bytes: await bytesOfAll(inputs) }),
    describe: () => describeCsv(inputs, csv, options),
    async open(workers, signal) {
      const bytes = await bytesOfAll(inputs);
      const reading = await readingOf(inputs, csv, options);
      const ranges = reading.path === "scanner" && bytes !== null ? await openRanges(inputs, csv, textPartitionBytes(bytes, options), workers, signal, pushed) : null;
      if (ranges !== null) return { ...ranges, reading, selects: true };
      return { ...(await records.open(workers, signal)), reading: reading.path === "scanner" ? { path: "csv-parse", reason: "skiprows leaves out lines behind the header" } : reading, selects: false };
    },
  };
}

/** Inputs whose bytes are read anywhere, cut every `size` bytes; null where lines in the middle are to be left out. */
async function openRanges(inputs: readonly CsvSource[], csv: CsvReadOptions, size: number, workers: Workers, signal: AbortSignal | undefined, pushed: Pushed): Promise<OpenParts | null> {
  const opened: OpenInput[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((input) => input.close())));
  try {
    const dialect = dialectOf(csv);
    for (const input of inputs) opened.push(await openInput(input, dialect, csv));
    const { skiprows } = csv;
    if (typeof skiprows === "object" && opened.some(({ head }) => skiprows.some((line) => line >= head.lines))) {
      await close();
      return null;
    }
    const table = project(oneTable(opened, csv), pushed);
    const typed = hasOpenTypes(table) ? withTypes(table, await inferTypes(opened, table, size, workers, signal)) : table;
    return { plan: { kind: "csv", table: typed }, parts: () => parts(rangesOf(opened, size), csv.nrows ?? Infinity), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The table of all inputs. Throws SchemaMismatchError if their columns differ. */
function oneTable(inputs: readonly OpenInput[], csv: CsvReadOptions): Table {
  const [first, ...others] = inputs.map(({ head, file }) => ({ file, table: tableOf(head, csv) }));
  const names = namesOf(first!.table);
  for (const { file, table } of others) {
    if (namesOf(table) !== names) throw new SchemaMismatchError(`${file ?? "an input"} has the columns ${namesOf(table)}, the files before it ${names}; read together they must be the same`);
  }
  return first!.table;
}

function namesOf({ columns }: Table): string {
  return columns.map(({ name }) => JSON.stringify(name)).join(", ");
}

/** Looks at every cell of the columns whose types are open. */
async function inferTypes(inputs: readonly OpenInput[], table: Table, size: number, workers: Workers, signal: AbortSignal | undefined): Promise<readonly number[]> {
  const found = await workers.map(inferTextRange, { table }, rangesOf(inputs, size), signal);
  return table.columns.map((_, k) => found.reduce((bits, range) => bits | range.bits[k]!, 0));
}

function withTypes(table: Table, bits: readonly number[]): Table {
  return { ...table, types: typesOfBits(table, bits).map(({ type }) => type) };
}

/** Ranges of all inputs, on a chain of their own. They depend on the inputs and on `size` alone. */
function rangesOf(inputs: readonly OpenInput[], size: number): ByteRange[] {
  const cuts = inputs.map(({ head, size: bytes }) => Math.max(1, Math.ceil((bytes - head.start) / size)));
  const chain = Chain.of(cuts.reduce((sum, count) => sum + count, 0));
  const ranges: ByteRange[] = [];
  for (const [i, { file, bytes, size: whole, head }] of inputs.entries()) {
    for (let k = 0; k < cuts[i]!; k++) {
      const begin = head.start + k * size;
      const first = k === 0 ? { offset: head.start, line: head.line } : null;
      ranges.push({ kind: "bytes", file, bytes, size: whole, begin, end: Math.min(begin + size, whole), range: ranges.length, first, chain: chain.memory });
    }
  }
  chain.know(0, { offset: 0, rows: 0, line: 1 });
  return ranges;
}

async function* parts(ranges: readonly ByteRange[], nrows: number): AsyncGenerator<Part, void> {
  let known = 0;
  for (const range of ranges) {
    const chain = new Chain(range.chain);
    const isBeyond = (before: number): boolean => before > 0 && (chain.rowsBefore(before) ?? 0) >= nrows;
    while (known < range.range && chain.rowsBefore(known + 1) !== null) known++;
    // What is known already to be behind the last row that is wanted is not read.
    if (isBeyond(known)) return;
    yield { input: { kind: "csv", range }, bytes: range.end - range.begin, lost: () => chain.break(range.range + 1), isBeyond: () => isBeyond(range.range) };
  }
}
