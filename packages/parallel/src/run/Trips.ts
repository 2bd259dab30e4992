import { AbortError, InitializerError, StateError, TimeoutError, WorkerExitError, WorkerMemoryError, type LostWork } from "@framepool/errors";
import type { Lines } from "@framepool/csv/internal";
import { LONGEST_TIMER, type CallLimits, type Job, type Reply } from "@framepool/pool/internal";
import type { Lease } from "./lease.js";

/** The part of the input that is on its way: what errors say of it when its worker is lost. */
export interface Load {
  /** `partition 4`, or `part 4 of groupby.apply` where rows of many partitions were put together */
  readonly name: string;
  /** of the input; null where it is of many */
  readonly partition: number | null;
  readonly bytes: number | null;
  /** as far as they are known by then */
  rows(): { readonly firstRow: number | null; readonly rows: number | null };
  /** of its text; null where it is none, or that is not known. Looks at it: for an error that is told */
  lines(): (Lines & { readonly file: string | null }) | null;
}

/** Trips of partitions to the workers: each within its time, and made again where the worker was lost and the run wants that. */
export class Trips {
  readonly #workers: Lease;
  readonly #limits: CallLimits;
  readonly #waiting = new Set<() => void>();
  #isOver = false;
  #retries = 0;
  #busyMs = 0;

  constructor(workers: Lease, limits: CallLimits) {
    this.#workers = workers;
    this.#limits = limits;
  }

  /** Tries that were made again. */
  get retries(): number {
    return this.#retries;
  }

  /** ms that workers took for what came back */
  get busyMs(): number {
    return this.#busyMs;
  }

  /** most workers at a time */
  get size(): number {
    return this.#workers.crew.size;
  }

  /** partitions that are under way at a time in one worker */
  get concurrency(): number {
    return this.#workers.crew.concurrency;
  }

  /** whether a partition in its worker may wait for another; in line it would for ever */
  get mayWait(): boolean {
    return this.#workers.crew.killable;
  }

  /** Workers for so many partitions come up, while these are made. */
  start(partitions: number): void {
    this.#workers.crew.start(partitions);
  }

  /**
   * Makes a trip of one call, and gives its result; `pack` makes what is sent, for each try anew. `isFailed` tells what a
   * result came to that is none, for a rule that tries such partitions again. Rejects with the last try's error, which
   * names the partition.
   */
  async make<R>(load: Load, pack: (attempt: number) => Job, isFailed: (result: R) => unknown = () => null): Promise<{ readonly result: R; readonly reply: Reply }> {
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#try<R>(load, pack(attempt), attempt);
      const error = "error" in tried ? tried.error : isFailed(tried.result);
      const ms = error === null || this.#isOver || isFinal(error) ? null : this.#limits.retryAfter(error, attempt);
      if (ms !== null) {
        this.#retries++;
        await this.#pause(ms);
      } else if ("error" in tried) {
        throw tried.error;
      } else {
        return tried;
      }
    }
  }

  /** The run is over: nothing is tried again, nobody waits for that, and the workers are free; `well`: it had all that it wanted. */
  async end(well: boolean): Promise<void> {
    this.#isOver = true;
    for (const go of this.#waiting) go();
    await this.#workers.end(well);
  }

  async #try<R>(load: Load, job: Job, attempt: number): Promise<{ result: R; reply: Reply } | { error: unknown }> {
    try {
      const { timeout } = this.#limits;
      const { crew, signal } = this.#workers;
      // A later try goes first: partitions behind it may wait, in all workers, for what it has to say.
      const reply = await crew.submit({ ...job, get subject() { return subjectOf(load); }, urgent: attempt > 1, timeout }, { signal });
      this.#busyMs += reply.ms;
      const [outcome] = reply.outcomes;
      return outcome!.ok ? { result: outcome!.value as R, reply } : { error: outcome!.error };
    } catch (error) {
      return { error: placed(error, load, attempt) };
    }
  }

  async #pause(ms: number): Promise<void> {
    if (ms === 0 || this.#isOver) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, Math.min(ms, LONGEST_TIMER));
      this.#waiting.add(go);
    });
  }
}

/** The run, or the crew, ended: not the try. */
function isFinal(error: unknown): boolean {
  return error instanceof AbortError || error instanceof InitializerError || error instanceof StateError;
}

/** `partition 4 (rows 4000 to 4999, lines 4002 to 5001 of data.csv, 1,048,576 bytes)` */
function subjectOf({ name, bytes, rows, lines }: Load): string {
  const { firstRow, rows: count } = rows();
  const range = firstRow === null ? (count === null ? [] : [`${String(count)} rows`]) : [count === null || count === 0 ? `from row ${String(firstRow)}` : `rows ${String(firstRow)} to ${String(firstRow + count - 1)}`];
  const text = lines();
  const place = text === null ? [] : [`lines ${String(text.line)} to ${String(text.lastLine)}${text.file === null ? "" : ` of ${text.file}`}`];
  const facts = [...range, ...place, ...(bytes === null ? [] : [`${bytes.toLocaleString("en")} bytes`])];
  return `${name}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
}

/** An error of the trip, which is about this partition. */
function placed(error: unknown, load: Load, attempt: number): unknown {
  const { partition, bytes } = load;
  const work = (): Partial<LostWork> => ({ partition, bytes, ...load.rows(), ...load.lines(), attempt });
  if (error instanceof TimeoutError) return new TimeoutError(error.message, error.timeout, work(), causeOf(error));
  if (error instanceof WorkerExitError) {
    const { exitCode, signal, worker } = error;
    return new WorkerExitError(error.message, { exitCode, signal, worker, ...work() }, causeOf(error));
  }
  if (!(error instanceof WorkerMemoryError)) return error;
  const message = `${String(error.worker)} ran out of memory while it ran ${subjectOf(load)}; cut the input into smaller parts, { partitionBytes: "1MiB" } or partitionRows, or give each worker more room, { resourceLimits: { maxOldGenerationSizeMb } } (memoryLimit sets it too)`;
  return new WorkerMemoryError(message, { worker: error.worker, ...work() }, causeOf(error));
}

function causeOf({ cause }: Error): ErrorOptions | undefined {
  return cause === undefined ? undefined : { cause };
}
