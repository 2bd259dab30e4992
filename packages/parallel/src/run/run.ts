import { pathToFileURL } from "node:url";
import { giveTextBack, type PartText } from "@framepool/csv/internal";
import { onAbort, type LimitOptions } from "@framepool/pool/internal";
import type { ErrorOptions } from "../faults/error-options.js";
import { RowsBefore } from "../parts/rows-before.js";
import type { BackendName } from "../plan/choose-backend.js";
import { tasksOf } from "../plan/functions.js";
import type { Plan, Step, Transport } from "../plan/plan.js";
import type { SeedOptions } from "../random/seed.js";
import type { Sink } from "../sinks/sink.js";
import type { OpenSource, Part, SourceSize } from "../sources/source.js";
import type { PartReply } from "../worker/messages.js";
import { Carrier } from "./Carrier.js";
import { InFlight } from "./in-flight.js";
import type { MemoryOptions } from "./memory-limit.js";
import { cancelled } from "./or-aborted.js";
import type { PassCount } from "./PassCount.js";
import type { ProgressOptions } from "./progress.js";
import type { Reporter } from "./report.js";
import { Stop } from "./Stop.js";
import { Telling, type Aside } from "./Telling.js";
import type { Trips } from "./Trips.js";
import { Turns } from "./turns.js";

export interface ExecuteOptions extends ErrorOptions, MemoryOptions, ProgressOptions, SeedOptions {
  /** ms that a partition may take in its worker, its function being loaded; its worker is replaced then. None by default */
  readonly timeout?: LimitOptions["timeout"] | undefined;
  /** how often a partition is sent again whose worker was lost; or of what else, and how long after. 0 by default */
  readonly retries?: LimitOptions["retries"] | undefined;
  readonly workers?: number | undefined;
  readonly backend?: BackendName | "auto" | undefined;
  readonly transport?: Transport | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A script that awaits its own run at the top level is not there to be imported until that run is over. */
export function importsRunningScript(step: Step): boolean {
  const script = process.argv[1];
  return script !== undefined && tasksOf(step).some(({ body }) => body.kind === "module" && body.url === pathToFileURL(script).href);
}

/** Between source and sink, for each worker: a part in work, some on their way, and results that wait for their turn. */
const PARTS_A_WORKER = 4;

interface Failure {
  readonly partition: number;
  readonly error: unknown;
  /** whether it turned out that nobody wants the partition */
  isBeyond(): boolean;
}

/** A part that is sent: the rows that came to each `head` before it, and before the next one. */
interface Sent {
  readonly partition: number;
  readonly part: Part;
  readonly before: RowsBefore;
  readonly after: RowsBefore;
  isBeyond(): boolean;
}

/**
 * One pass over a source, into a sink. A partition's way:
 *
 *     feed ─▶ send ─ carrier ─▶ worker ─▶ carrier ─ its turn ─ telling ─ sink ─▶ settle
 */
export class Run<R> {
  readonly #plan: Plan;
  readonly #carrier: Carrier;
  readonly #telling: Telling;
  readonly #sink: Sink<R>;
  readonly #reporter: Reporter;
  readonly #size: SourceSize;
  readonly #options: ExecuteOptions;
  readonly #inFlight: InFlight;
  readonly #turns = new Turns();
  /** ends the reading: no part behind those that are sent will be wanted */
  readonly #enough = new Stop();
  readonly #heads: readonly number[];
  /** partitions on their way, until the sink has taken them; these promises never reject */
  readonly #open = new Map<number, { readonly done: Promise<void>; isBeyond(): boolean }>();
  readonly #passed = new Set<number>();
  /** the first failure by input order: only partitions before it still count */
  #failure: Failure | null = null;
  readonly #count: PassCount;
  #isOver = false;

  constructor(plan: Plan, trips: Trips, sink: Sink<R>, reporter: Reporter, size: SourceSize, options: ExecuteOptions, aside: Aside, bytesInFlight: number, count: PassCount) {
    this.#plan = plan;
    this.#count = count;
    this.#carrier = new Carrier(plan, trips, reporter, count.stage);
    this.#telling = new Telling(plan, aside, ({ partition, isBeyond }, error) => this.#fail(partition, error, isBeyond));
    this.#heads = plan.steps.flatMap((step) => (step.op === "head" ? [step.rows] : []));
    this.#sink = sink;
    this.#reporter = reporter;
    this.#size = size;
    this.#options = options;
    // A partition waits at a head for the one before it, which may have to be tried again.
    this.#inFlight = new InFlight(this.#heads.length > 0 && !trips.mayWait ? 1 : trips.size * Math.max(PARTS_A_WORKER, 2 * trips.concurrency), bytesInFlight);
  }

  /** How many partitions from the first one on have gone all their way. */
  get passed(): number {
    let passed = 0;
    // One that came back may still be the one with an error too many.
    while (this.#passed.has(passed) && this.#failure?.partition !== passed) passed++;
    return passed;
  }

  /** Sends every part of the source there and back; throws the failure of the lowest partition. */
  async over(source: OpenSource): Promise<void> {
    const { signal } = this.#options;
    const stop = new Stop();
    const unlisten = onAbort(signal, () => {
      this.#fail(-1, cancelled(signal!), () => false);
      stop.now();
    });
    try {
      await this.#feed(source);
      await this.#settle(stop);
      this.#telling.check();
    } finally {
      this.#isOver = true;
      unlisten();
    }
  }

  /** Resolves when no part is on its way any more, of a pass that has failed. */
  async emptied(): Promise<void> {
    while (this.#open.size > 0) await Promise.all([...this.#open.values()].map(({ done }) => done));
  }

  async #feed(source: OpenSource): Promise<void> {
    const parts = source.parts();
    let partition = 0;
    let before = RowsBefore.first(this.#heads.length);
    try {
      for (;;) {
        // A source that never answers must not hold a run that is cancelled, has failed, or has all that it wants.
        const next = await this.#enough.orNull(this.#reporter.timedAsync("split", () => parts.next()));
        if (next === null || next.done === true) break;
        await this.#inFlight.enter(next.value.bytes);
        if (this.#failure !== null) break;
        const after = RowsBefore.open(this.#heads.length);
        this.#begin(partition++, next.value, before, after);
        before = after;
        if (this.#isFull(before)) break;
      }
    } catch (error) {
      this.#fail(partition, error, () => this.#isFull(before));
    } finally {
      // Not awaited: a source that hangs in `next` would answer only after it.
      void parts.return?.();
    }
  }

  #begin(partition: number, part: Part, before: RowsBefore, after: RowsBefore): void {
    const isBeyond = (): boolean => this.#isFull(before) || part.isBeyond?.() === true;
    const sent: Sent = { partition, part, before, after, isBeyond };
    this.#open.set(partition, { done: this.#send(sent), isBeyond });
  }

  async #send({ partition, part, before, after, isBeyond }: Sent): Promise<void> {
    let text: PartText | null = null;
    try {
      const heads = this.#heads.length === 0 ? null : { before: before.memory, after: after.memory };
      const { reply, origins, place } = await this.#carrier.carry(partition, part, heads);
      const { result } = reply;
      if (this.#isFull(after) || isLast(reply, this.#plan)) this.#enough.now();
      if (result?.kind === "csv") ({ text } = result);
      if (reply.faults.whole !== null) await this.#passOver(partition, before, after);
      if (this.#sink.ordered) await this.#turns.wait(partition);
      if (this.#isOff(partition)) return;
      await this.#telling.put({ partition, reply, isBeyond });
      if (this.#isOff(partition)) return;
      if (result !== null) await this.#reporter.timedAsync("return", async () => this.#sink.take(partition, { ...reply, result, place }, origins, part.from ?? 0));
      this.#turns.pass();
      if (reply.isSo) this.#passed.add(partition);
      this.#progress(part, reply);
    } catch (error) {
      this.#fail(partition, error, isBeyond);
    } finally {
      part.release?.();
      after.break();
      // Written, refused or not wanted any more: the worker may use its memory again.
      if (text !== null) giveTextBack(text);
      this.#open.delete(partition);
      this.#inFlight.leave(part.bytes);
    }
  }

  /** A partition that is set aside, for which there will be no other try: no row of it comes to a `head`, and those behind it may go on. */
  async #passOver(partition: number, before: RowsBefore, after: RowsBefore): Promise<void> {
    if (this.#heads.length === 0) return;
    await this.#open.get(partition - 1)?.done;
    after.same(before);
  }

  /** Waits for the partitions that still count: all that are wanted, or after a failure those before it. */
  async #settle(stop: Stop): Promise<void> {
    for (;;) {
      const beyond = this.#firstBeyond();
      const limit = Math.min(this.#failure?.partition ?? Infinity, beyond);
      const counting = [...this.#open].filter(([partition]) => partition < limit).map(([, { done }]) => done);
      if (counting.length > 0) await stop.orNull(Promise.race(counting));
      // What failed behind the last row that is wanted might as well not have been sent.
      else if (this.#failure === null || this.#failure.partition > beyond || this.#failure.isBeyond()) return;
      else throw this.#failure.error;
    }
  }

  /** The lowest open partition of which nothing is wanted, and so of none behind it; the first of all is, for its columns. */
  #firstBeyond(): number {
    return [...this.#open].find(([partition, { isBeyond }]) => partition > 0 && isBeyond())?.[0] ?? Infinity;
  }

  /** Whether a `head` had all its rows before a partition. */
  #isFull(before: RowsBefore): boolean {
    return this.#heads.some((rows, head) => (before.peek(head) ?? -1) >= rows);
  }

  /** Whether a partition before it failed, or itself, so that nothing of it counts. */
  #isOff(partition: number): boolean {
    return this.#failure !== null && this.#failure.partition <= partition;
  }

  #fail(partition: number, error: unknown, isBeyond: Failure["isBeyond"]): void {
    if (this.#failure === null || partition < this.#failure.partition) this.#failure = { partition, error, isBeyond };
    this.#inFlight.close();
    this.#enough.now();
    this.#turns.letOff(this.#failure.partition);
  }

  #progress(part: Part, { input, isSo }: PartReply): void {
    // A part that nobody wanted may come back when the next pass has begun; one that was only looked at is not through.
    if (this.#isOver) return;
    if (isSo) this.#count.add(input.rows, part.bytes);
    this.#options.onProgress?.({ stage: this.#count.stage, ...this.#count.most, totalRows: this.#size.rows, totalBytes: this.#size.bytes, elapsed: this.#reporter.elapsed });
  }
}

/** Whether a part has the last row of text that is wanted. */
function isLast({ input: { firstRow, rows } }: PartReply, { source }: Plan): boolean {
  return source.kind === "csv" && firstRow + rows >= (source.table.options.nrows ?? Infinity);
}
