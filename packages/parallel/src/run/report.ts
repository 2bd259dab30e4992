import type { ErrorCount } from "../faults/Tally.js";
import type { BackendChoice } from "../plan/choose-backend.js";
import type { Reading } from "../sources/source.js";
import type { PartReply } from "../worker/messages.js";

/** What a run did, as JSON. Times are in ms. */
export interface Report extends BackendChoice {
  /** how text was read, and why so; null for a source that is none */
  readonly reading: Reading | null;
  /** whether the run ended early, since whoever read its output has gone (`| head`) */
  readonly readerGone: boolean;
  /** rows of the input, each counted once, and bytes: of its cells, or of a file's text */
  readonly rows: number;
  readonly bytes: number;
  /** the columns that came in, as the first part with rows has them; as the first of all, where none has */
  readonly columns: readonly ColumnReport[];
  /** bad lines of text that were collected */
  readonly badLines: number;
  /** the run, from when its backend was chosen to the result */
  readonly ms: number;
  /** ms by what was done, summed over partitions; `split` is finding types and parts, and reading text where the worker does it; `merge` is on the main thread; `ship` and `return` are packing and unpacking at both ends; `idle` is what the workers waited */
  readonly phases: Readonly<Record<"split" | "ship" | "compute" | "return" | "merge" | "idle", number>>;
  readonly perWorker: readonly WorkerReport[];
  readonly partitions: readonly PartitionReport[];
  /** verbs that need a whole column and were called in `mapPartitions`, where they saw that of their part */
  readonly partVerbs: readonly string[];
  /** what failed and did not end the run */
  readonly errors: ErrorCount;
  /** partitions that were sent again after their worker was lost */
  readonly retries: number;
}

export interface ColumnReport {
  readonly name: string;
  readonly type: string;
}

export interface WorkerReport {
  readonly name: string;
  readonly partitions: number;
  readonly rows: number;
  /** of the partitions of the result: not looking for types, tries that came back with an error, or passes that were made again, which are no idle time either */
  readonly busyMs: number;
}

export interface PartitionReport {
  /** the pass that it was a part of: a step that looks across parts ends one, and begins another */
  readonly stage: number;
  readonly partition: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly bytes: number;
  readonly worker: string;
  readonly ms: number;
}

type Phase = "split" | "ship" | "compute" | "return" | "merge";

/** Collects a report while a run goes on. */
export class Reporter {
  readonly #choice: BackendChoice;
  readonly #started = performance.now();
  readonly #phases: Record<Phase, number> = { split: 0, ship: 0, compute: 0, return: 0, merge: 0 };
  readonly #partitions: PartitionReport[] = [];
  readonly #partVerbs = new Set<string>();
  #reading: Reading | null = null;
  #hereMs = 0;
  #columns: readonly ColumnReport[] = [];
  /** the partition that has those, or -1 where it has rows: one without says nothing of types */
  #columnsOf = Infinity;

  constructor(choice: BackendChoice) {
    this.#choice = choice;
  }

  get elapsed(): number {
    return performance.now() - this.#started;
  }

  add(phase: Phase, ms: number): void {
    this.#phases[phase] += ms;
  }

  /** Runs `work` on this thread and books its time. */
  timed<T>(phase: Phase, work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } finally {
      this.add(phase, performance.now() - started);
    }
  }

  async timedAsync<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.add(phase, performance.now() - started);
    }
  }

  /** A pass begins; `reading` is how its source is read. */
  stage(number: number, reading: Reading | null): void {
    if (number === 0) this.#reading = reading;
  }

  /** A pass was for nothing, and is made again. */
  forget(stage: number): void {
    const others = this.#partitions.filter((partition) => partition.stage !== stage);
    this.#partitions.splice(0, Infinity, ...others);
    if (stage === 0) this.#columnsOf = Infinity;
  }

  /** A partition came back; `times` are the worker's, `opened` says what it did to have the rows. */
  partition(report: PartitionReport, { times, input, partVerbs }: Pick<PartReply, "times" | "input" | "partVerbs">, opened: "ship" | "split"): void {
    this.#partitions.push(report);
    const place = input.rows > 0 ? -1 : report.partition;
    if (report.stage === 0 && input.columns !== null && place < this.#columnsOf) [this.#columns, this.#columnsOf] = [input.columns, place];
    for (const verb of partVerbs) this.#partVerbs.add(verb);
    this.add(opened, times.open);
    this.add("compute", times.compute);
    this.add("return", times.pack);
  }

  /** A pass was made on this thread, as one partition: no worker waited for it. */
  here({ columns, ...own }: Pick<PartitionReport, "stage" | "rows" | "bytes" | "ms"> & { readonly columns: readonly ColumnReport[] }): void {
    const input = { rows: own.rows, firstRow: 0, columns };
    this.#hereMs += own.ms;
    this.partition({ ...own, partition: 0, firstRow: 0, worker: "main" }, { input, times: { open: 0, compute: own.ms, pack: 0 }, partVerbs: [] }, "ship");
  }

  /** `busyMs`: what the workers took for all that they were sent, also for what is no part of the result: looking for types, tries that came back with an error, a pass that was for nothing. What a lost worker took nobody knows. */
  finish({ badLines, readerGone, errors, retries, busyMs }: Pick<Report, "badLines" | "readerGone" | "errors" | "retries"> & { readonly busyMs: number }): Report {
    const partitions = this.#partitions.sort((a, b) => a.stage - b.stage || a.partition - b.partition);
    const input = partitions.filter(({ stage }) => stage === 0);
    const perWorker = [...byWorker(partitions)].map(([name, own]) => ({
      name,
      partitions: own.length,
      rows: sum(own, "rows"),
      busyMs: sum(own, "ms"),
    }));
    const ms = this.elapsed;
    // Where nothing was sent no worker was started, and none waited.
    const waited = this.#choice.backend === "threads" && perWorker.every(({ name }) => name === "main") ? 0 : ms - this.#hereMs;
    const idle = Math.max(0, waited * this.#choice.workers - busyMs);
    return { ...this.#choice, reading: this.#reading, readerGone, rows: sum(input, "rows"), bytes: sum(input, "bytes"), columns: this.#columns, badLines, ms, phases: { ...this.#phases, idle }, perWorker, partitions, partVerbs: [...this.#partVerbs].sort(), errors, retries };
  }
}

function sum(partitions: readonly PartitionReport[], figure: "rows" | "bytes" | "ms"): number {
  return partitions.reduce((total, partition) => total + partition[figure], 0);
}

function byWorker(partitions: readonly PartitionReport[]): Map<string, PartitionReport[]> {
  const groups = new Map<string, PartitionReport[]>();
  for (const partition of partitions) {
    const group = groups.get(partition.worker);
    if (group === undefined) groups.set(partition.worker, [partition]);
    else group.push(partition);
  }
  return groups;
}
