import type { Writable } from "node:stream";
import type { CsvWriteOptions } from "@framepool/csv";
import { formatCsv, tableFormat } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import { frameOf } from "@framepool/frame/internal";
import { gatherAny } from "../parts/gather.js";
import { packPart, unpackPart } from "../parts/parts.js";
import { arrowSink } from "../sinks/arrow.js";
import { csvSink } from "../sinks/csv.js";
import type { Sink } from "../sinks/sink.js";
import type { PartFaults, ResultReply } from "../worker/messages.js";
import { inOrder } from "./rows-aside.js";

/** Rows that a partition set aside. */
interface Aside {
  readonly frame: DataFrame;
  readonly isWhole: boolean;
}

/** Rows that were set aside, in the order of the input: kept as frames, written to a file, or both. */
export class Quarantine {
  readonly #sink: Sink<void> | null;
  /** how text is written; null: there is none, but Arrow */
  readonly #csv: CsvWriteOptions | null;
  /** null: nobody asks for them at the end */
  #kept: Aside[] | null;
  /** they are written at the end, in the columns of all; else as they come */
  readonly #atEnd: boolean;
  #rows = 0;
  #ended = false;
  /** writes go one after the other */
  #last: Promise<void> = Promise.resolve();

  private constructor(sink: Sink<void> | null, csv: CsvWriteOptions | null, keeps: boolean, atEnd: boolean) {
    this.#sink = sink;
    this.#csv = csv;
    this.#atEnd = atEnd;
    this.#kept = keeps || (atEnd && sink !== null) ? [] : null;
  }

  /** `target`: a CSV file, one of tabs or of Arrow by its ending, a stream (of CSV), or none. `keeps`: {@link Quarantine.frame} is asked for at the end. `atEnd`: parts may set aside other columns than those before. */
  static async open(target: string | URL | Writable | undefined, keeps: boolean, atEnd: boolean, signal: AbortSignal | undefined): Promise<Quarantine> {
    if (target === undefined) return new Quarantine(null, null, keeps, atEnd);
    const path = typeof target === "string" ? target : target instanceof URL ? target.pathname : "";
    const format = tableFormat(path);
    if (format === "arrow" || format === "arrow-stream") {
      return new Quarantine(await arrowSink(target, { format: format === "arrow" ? "file" : "stream" }, signal), null, keeps, atEnd);
    }
    const csv = format === "tsv" ? { sep: "\t" } : {};
    return new Quarantine(await csvSink(target, csv, signal), csv, keeps, atEnd);
  }

  /** Nobody gets the rows: neither a file nor the caller. */
  get isBlind(): boolean {
    return this.#sink === null && this.#kept === null;
  }

  /** Resolves when all that was taken is written. */
  get written(): Promise<void> {
    return this.#last;
  }

  /** Takes those of the next partition; `isWhole`: they are rows of the input, else what a stage before has made of them. */
  take(partition: number, aside: NonNullable<PartFaults["aside"]>, isWhole: boolean): void {
    this.#rows += aside.rows;
    if (this.isBlind) return;
    const frame = unpackPart(aside.batches);
    this.#kept?.push({ frame, isWhole });
    if (!this.#atEnd && this.#sink !== null) this.#last = this.#last.then(() => this.#sink?.take(partition, this.#replyOf(frame), [], 0));
    // Told to who waits for it, and at the end.
    this.#last.catch(() => undefined);
  }

  /** All that was kept, as one frame. */
  get frame(): DataFrame {
    return this.#kept === null || this.#kept.length === 0 ? frameOf([], 0) : inOrder(gatherAny(this.#kept.map(({ frame }) => frame)));
  }

  /** The run has ended: the file is written, or left as it was. `wholeOf` makes rows of the input of what a later stage had of them. */
  async finish(writes: "always" | "if any" | "never", wholeOf: (aside: DataFrame) => Promise<DataFrame>): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#makeWhole(wholeOf);
      await this.#last;
      if (this.#sink !== null && (writes === "always" || (writes === "if any" && this.#rows > 0))) {
        if (this.#atEnd) await this.#sink.take(0, this.#replyOf(this.frame), [], 0);
        await this.#sink.finish();
        return;
      }
    } catch (error) {
      await this.#sink?.abort();
      throw error;
    }
    await this.#sink?.abort();
  }

  async #makeWhole(wholeOf: (aside: DataFrame) => Promise<DataFrame>): Promise<void> {
    const others = this.#kept?.filter(({ isWhole }) => !isWhole) ?? [];
    if (others.length > 0) this.#kept = [...this.#kept!.filter(({ isWhole }) => isWhole), { frame: await wholeOf(gatherAny(others.map(({ frame }) => frame))), isWhole: true }];
  }

  /** What a worker would have made of the rows for this sink. */
  #replyOf(frame: DataFrame): ResultReply {
    const csv = this.#csv;
    const result = csv === null ? ({ kind: "frame", series: false, batches: packPart(frame, "share").batches } as const) : ({ kind: "csv", columns: frame.columns, types: null, text: { bytes: formatCsv(frame, { ...csv, header: false }), lent: false } } as const);
    return { isSo: true, input: { rows: frame.numRows, firstRow: 0, columns: null }, place: { partition: null, firstRow: null }, rows: frame.numRows, trace: null, rejects: [], result, faults: { count: 0, told: [], whole: null, aside: null }, partVerbs: [], asked: [], times: { open: 0, compute: 0, pack: 0 } };
  }
}
