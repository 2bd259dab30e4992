import { setMaxListeners } from "node:events";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { fileOf, hasOpenTypes, haveTypes, openRejects, rejectPaths, SeenTypes, typesOfBits, type CutSize, type RangeTypes, type Rejects, type Table, type TextRange } from "@framepool/csv/internal";
import { STRING } from "@framepool/frame/internal";
import { onAbort } from "@framepool/pool/internal";
import { textPartitionBytes, type PartitionOptions } from "../parts/partition.js";
import type { Pushed } from "../plan/push-down.js";
import type { Workers } from "../run/Workers.js";
import { inferTextRange } from "../worker.js";
import { workOf } from "../worker/work-of.js";
import { cutInputs } from "./cut-inputs.js";
import { areReadAgain, bytesOfAll, describeCsv, readingOf } from "./describe-csv.js";
import { project } from "./project.js";
import { rangedInputs } from "./ranged-inputs.js";
import { recordsSource } from "./records.js";
import type { OpenSource, Part, Source } from "./source.js";

/** Inputs whose heads were read: one table, and its parts. */
export interface TextInputs {
  readonly table: Table;
  /** what stands before the rows of the first */
  readonly head: string;
  /** The parts of all inputs, from the start, as far as `nrows` rows are wanted: they depend on the inputs and on how they are to be cut alone. */
  parts(nrows: number): AsyncGenerator<Part, void>;
  close(): Promise<void>;
}

/**
 * CSV text, one input after the other, read by the workers. What can be read anywhere is cut into byte ranges; anything
 * else is read in order here, and cut where records end. Types are fixed before the first part is given: in what can be
 * read only once, a column without a declared type is text. Where a pass may be wrong they are those of the first part, and
 * all cells are looked at on the way.
 */
export function csvSource(inputs: readonly CsvSource[], csv: CsvReadOptions, options: PartitionOptions, pushed: Pushed): Source {
  let types: Table["types"] | null = null;
  const readHere = async (reason: string, rejects: Rejects | null, signal: AbortSignal): Promise<OpenSource> => ({ ...(await recordsSource(inputs, csv, options, rejects, signal).open()), reading: { path: "csv-parse", reason }, selects: false });
  const openWith = async (workers: Workers, rejects: Rejects | null, mayBeWrong: boolean, signal: AbortSignal): Promise<OpenSource> => {
    const { cut, ...reading } = await readingOf(inputs, csv, options);
    if (cut === "here") return readHere(reading.reason, rejects, signal);
    const bytes = await bytesOfAll(inputs);
    const size = (columns: number): CutSize => (options.partitionRows === undefined ? { bytes: textPartitionBytes(bytes, options, columns), rows: Infinity } : { bytes: Infinity, rows: options.partitionRows });
    const opened = cut === "ranges" ? await rangedInputs(inputs, csv, size) : await cutInputs(inputs, csv, reading.path === "scanner" ? null : reading.reason, size, signal);
    if (opened === null) return readHere("skiprows leaves out lines behind the header", rejects, signal);
    try {
      rejects?.begin(opened.head);
      const wanted = { ...opened, table: project(opened.table, pushed) };
      const open = { parts: () => opened.parts(csv.nrows ?? Infinity), close: () => opened.close(), rejects, reading, selects: !pushed.keepsAll };
      if (types === null && mayBeWrong && hasOpenTypes(wanted.table) && isDecidedByAll(wanted.table) && (await areReadAgain(inputs))) {
        const { table } = wanted;
        const seen = new SeenTypes(table.columns.length);
        const isSo = (): boolean => {
          const found = typesOfBits(table, seen.all);
          types = found;
          // Parts of nothing fit any type, and of nothing else there is none.
          return seen.taken !== null && !seen.isRefuted && haveTypes(table, seen.taken, found);
        };
        return { ...open, plan: { kind: "csv", table: { ...table, seen: seen.memory } }, isSo };
      }
      const table = !hasOpenTypes(wanted.table) ? wanted.table : types === null ? await typed(wanted, inputs, workers) : { ...wanted.table, types };
      // A second pass over the rows need not look for them again.
      ({ types } = table);
      return { ...open, plan: { kind: "csv", table } };
    } catch (error) {
      await opened.close();
      throw error;
    }
  };
  return {
    size: async () => ({ rows: null, bytes: await bytesOfAll(inputs) }),
    describe: () => describeCsv(inputs, csv, options, pushed),
    files: () => Promise.resolve(inputs.map(fileOf)),
    writes: () => Promise.resolve(rejectPaths(csv).map((target, k) => ({ what: k === 0 ? "rejects" : "the file of reasons beside rejects", target }))),
    leavesOut: () => Promise.resolve(leftOutBy(csv)),
    isReadAgain: () => areReadAgain(inputs),
    async open(workers, { isRehearsal, mayBeWrong = false, signal }) {
      const rejects = isRehearsal ? null : await openRejects(csv);
      // What is waited for, a pipe that nobody writes to, must not hold the process when the run is over.
      const over = new AbortController();
      setMaxListeners(0, over.signal); // one for each stream
      const unlisten = onAbort(signal, () => over.abort());
      const end = (): void => {
        unlisten();
        over.abort();
      };
      try {
        const opened = await openWith(workers, rejects, mayBeWrong && rejects === null, over.signal);
        return { ...opened, close: () => { end(); return opened.close(); } };
      } catch (error) {
        end();
        await rejects?.abort();
        throw error;
      }
    },
  };
}

function leftOutBy(csv: CsvReadOptions): string | null {
  const named = (["nrows", "skiprows", "skipfooter", "usecols"] as const).find((name) => csv[name] !== undefined);
  return named ?? (csv.onBadLines === "skip" ? "onBadLines" : null);
}

/** Whether types are those of all rows, none of which is left out for its cells. */
function isDecidedByAll({ options: { nrows, inferRows, onBadLines = "error" }, open, notScanned }: Table): boolean {
  return nrows === undefined && inferRows === undefined && onBadLines === "error" && notScanned === null && !open.includes("unit");
}

/** The table with every type known: of all rows that are wanted, or of the first `inferRows` of them. */
async function typed({ table, parts }: TextInputs, inputs: readonly CsvSource[], workers: Workers): Promise<Table> {
  if (!(await areReadAgain(inputs))) return { ...table, types: table.types.map((type) => type ?? STRING) };
  const { nrows = Infinity, inferRows = Infinity } = table.options;
  const most = Math.min(nrows, inferRows);
  const looked: Table = most === Infinity ? table : { ...table, options: { ...table.options, nrows: most } };
  const releases = new Map<TextRange, () => void>();
  const ranges = await workers.map<TextRange, RangeTypes>(workOf(inferTextRange, { table: looked, takesTurns: workers.concurrency > 1 }), rangesOf(parts(most), releases), (range) => releases.get(range)?.());
  const bits = table.columns.map((_, k) => ranges.reduce((all, range) => all | range.bits[k]!, 0));
  return { ...table, types: typesOfBits(table, bits) };
}

async function* rangesOf(parts: AsyncGenerator<Part, void>, releases: Map<TextRange, () => void>): AsyncGenerator<TextRange, void> {
  for await (const part of parts) {
    if (part.input.kind !== "csv") continue;
    releases.set(part.input.range, () => part.release?.());
    yield part.input.range;
  }
}
