import { pathToFileURL } from "node:url";
import { giveTextBack, type PartText, type Rejects } from "@framepool/csv/internal";
import { AbortError } from "@framepool/errors";
import { reviveError, serializeError, shipTask, type ErrorData, type Job, type LimitOptions, type ShippedTask } from "@framepool/pool/internal";
import type { BackendName } from "../plan/choose-backend.js";
import type { Origin } from "@framepool/frame/internal";
import { AbsentColumns } from "../faults/AbsentColumns.js";
import type { ErrorOptions } from "../faults/error-options.js";
import { isLost, isSetAside } from "../faults/lost.js";
import type { ErrorPolicy } from "../faults/policy.js";
import { opOf } from "../faults/task-error.js";
import type { Quarantine } from "../faults/Quarantine.js";
import type { Tally } from "../faults/Tally.js";
import { tasksOf } from "../plan/functions.js";
import { InFlight } from "./in-flight.js";
import { InOrder } from "./in-order.js";
import { loadOf, type PartNaming } from "../faults/load-of.js";
import type { MemoryOptions } from "./memory-limit.js";
import type { PartMessage, PartReply } from "../worker/messages.js";
import { packPart } from "../parts/parts.js";
import type { Plan, Step, Transport } from "../plan/plan.js";
import type { ProgressOptions } from "./progress.js";
import type { Reporter } from "./report.js";
import type { Sink } from "../sinks/sink.js";
import type { OpenSource, Part, SourceSize } from "../sources/source.js";
import { inputPartition } from "../parts/row-origin.js";
import { RowsBefore } from "../parts/rows-before.js";
import { Stop } from "./Stop.js";
import type { SeedOptions } from "../random/seed.js";
import type { Load, Trips } from "./Trips.js";
import { Turns } from "./turns.js";
import { workOf } from "../worker/workers.js";
import { runPartition } from "../worker.js";

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

/** A partition that came back, and waits for its turn. */
interface Told {
  readonly partition: number;
  readonly reply: PartReply;
  isBeyond(): boolean;
}

/** Where goes what is no result. */
export interface Aside {
  /** lines that workers set aside */
  readonly rejects: Rejects | null;
  readonly tally: Tally;
  readonly quarantine: Quarantine;
}

/** One pass over a source, into a sink. */
export class Run<R> {
  readonly #task: ShippedTask;
  readonly #transport: Transport;
  readonly #trips: Trips;
  readonly #sink: Sink<R>;
  readonly #reporter: Reporter;
  readonly #size: SourceSize;
  readonly #options: ExecuteOptions;
  readonly #inFlight: InFlight;
  readonly #turns = new Turns();
  /** what is told of partitions in the order of the input */
  readonly #told: InOrder<Told>;
  readonly #aside: Aside;
  readonly #policy: ErrorPolicy;
  /** whether its source is the input itself */
  readonly #isFirst: boolean;
  /** partitions on their way, until the sink has taken them; these promises never reject */
  readonly #open = new Map<number, { readonly done: Promise<void>; isBeyond(): boolean }>();
  readonly #passed = new Set<number>();
  /** the first failure by input order: only partitions before it still count */
  #failure: Failure | null = null;
  readonly #heads: readonly number[];
  readonly #absent: AbsentColumns;
  /** what errors of a part that is lost call it */
  readonly #naming: PartNaming;
  #done = { rows: 0, bytes: 0, partitions: 0 };

  constructor(plan: Plan, trips: Trips, sink: Sink<R>, reporter: Reporter, size: SourceSize, options: ExecuteOptions, aside: Aside, bytesInFlight: number) {
    // The plan is a capture, so that it goes to each worker once.
    this.#task = shipTask(workOf(runPartition, { plan }), { op: "run", file: null });
    this.#transport = plan.transport;
    this.#naming = { origin: plan.origin, step: plan.output.kind === "partial" ? opOf(plan.output.reduction) : "run" };
    this.#heads = plan.steps.flatMap((step) => (step.op === "head" ? [step.rows] : []));
    this.#absent = new AbsentColumns(plan);
    this.#trips = trips;
    this.#policy = plan.errors;
    this.#isFirst = plan.origin.kind === "input";
    this.#sink = sink;
    this.#reporter = reporter;
    this.#size = size;
    this.#options = options;
    // A partition waits at a head for the one before it, which may have to be tried again.
    this.#inFlight = new InFlight(this.#heads.length > 0 && !trips.mayWait ? 1 : trips.size * Math.max(PARTS_A_WORKER, 2 * trips.concurrency), bytesInFlight);
    this.#aside = aside;
    this.#told = new InOrder((told) => this.#tell(told));
  }

  /** Sends every part of the source there and back; throws the failure of the lowest partition. */
  async over(source: OpenSource): Promise<void> {
    const { signal } = this.#options;
    const listening = new AbortController();
    const stop = new Stop();
    const cancel = () => {
      this.#fail(-1, new AbortError("the run was cancelled", { cause: signal?.reason }), () => false);
      stop.now();
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener("abort", cancel, { once: true, signal: listening.signal });
    try {
      await this.#feed(source, stop);
      await this.#settle(stop);
      this.#absent.check();
    } finally {
      listening.abort();
    }
  }

  async #feed(source: OpenSource, stop: Stop): Promise<void> {
    const parts = source.parts();
    let partition = 0;
    let before = RowsBefore.first(this.#heads.length);
    try {
      for (;;) {
        // A source that never answers must not hold a cancelled run.
        const next = await stop.orNull(this.#reporter.timedAsync("split", () => parts.next()));
        if (next === null || next.done === true) break;
        await this.#inFlight.enter(next.value.bytes);
        if (this.#failure !== null) break;
        const after = RowsBefore.open(this.#heads.length);
        this.#open.set(partition, this.#sent(partition, next.value, before, after));
        partition++;
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

  /** Partitions whose turn has come, one after the other. */
  #tell({ partition, reply: { rejects, result, faults, asked }, isBeyond }: Told): void {
    const { quarantine, tally } = this.#aside;
    for (const each of asked) this.#absent.note(each);
    // What no head wants might as well not have been read.
    if (result !== null || faults.count > 0) for (const line of rejects) this.#aside.rejects?.add(line);
    const tooMany = tally.add(faults);
    if (tooMany !== null) this.#fail(partition, tooMany, isBeyond);
    else if (faults.aside !== null) quarantine.take(partition, faults.aside, this.#isFirst);
  }

  #isBeyond(part: Part, before: RowsBefore): boolean {
    return this.#isFull(before) || part.isBeyond?.() === true;
  }

  /** How many partitions from the first one on have gone all their way. */
  get passed(): number {
    let passed = 0;
    // One that came back may still be the one with an error too many.
    while (this.#passed.has(passed) && this.#failure?.partition !== passed) passed++;
    return passed;
  }

  /** Whether a `head` had all its rows before a partition. */
  #isFull(before: RowsBefore): boolean {
    return this.#heads.some((rows, head) => (before.peek(head) ?? -1) >= rows);
  }

  #sent(partition: number, part: Part, before: RowsBefore, after: RowsBefore): { readonly done: Promise<void>; isBeyond(): boolean } {
    return { done: this.#send(partition, part, before, after), isBeyond: () => this.#isBeyond(part, before) };
  }

  async #send(partition: number, part: Part, before: RowsBefore, after: RowsBefore): Promise<void> {
    let text: PartText | null = null;
    try {
      const heads = this.#heads.length === 0 ? null : { before: before.memory, after: after.memory };
      const { reply, origins } = await this.#trip(partition, part, heads);
      if (reply.result?.kind === "csv") ({ text } = reply.result);
      if (reply.faults.whole !== null) await this.#passOver(partition, before, after);
      if (this.#sink.ordered) await this.#turns.wait(partition);
      if (this.#failure !== null && this.#failure.partition <= partition) return;
      this.#told.put(partition, { partition, reply, isBeyond: () => this.#isBeyond(part, before) });
      await this.#aside.quarantine.written;
      await this.#aside.rejects?.flush();
      if (this.#failure !== null && this.#failure.partition <= partition) return;
      const { result, input: { firstRow } } = reply;
      const place = inputPartition(this.#naming.origin, firstRow, { partition, firstRow });
      if (result !== null) await this.#reporter.timedAsync("return", async () => this.#sink.take(partition, { ...reply, result, place }, origins, part.from ?? 0));
      this.#turns.pass();
      this.#passed.add(partition);
      this.#progress(part, reply);
    } catch (error) {
      this.#fail(partition, error, () => this.#isBeyond(part, before));
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

  /** There and back; a partition that is lost for good is set aside where the run goes on without it. */
  async #trip(partition: number, part: Part, heads: PartMessage["heads"]): Promise<{ reply: PartReply; origins: readonly Origin[] }> {
    const load = loadOf(partition, part, this.#naming);
    try {
      return await this.#travel(partition, load, part, heads, null);
    } catch (error) {
      if (!isLost(error) || !(await isSetAside(error, this.#policy))) throw error;
      return this.#travel(partition, load, part, heads, serializeError(error));
    }
  }

  async #travel(partition: number, load: Load, part: Part, heads: PartMessage["heads"], lost: ErrorData | null): Promise<{ reply: PartReply; origins: readonly Origin[] }> {
    let origins: readonly Origin[] = [];
    const pack = (attempt: number): Job => {
      const packed = this.#messageOf(part, { heads, attempt, lost });
      origins = packed.origins;
      return { task: this.#task, calls: [[packed.message]], transfer: packed.transfer, partition };
    };
    const { result, reply } = await this.#trips.make<PartReply>(load, pack, ({ faults }) => (faults.whole === null || lost !== null ? null : reviveError(faults.whole)));
    this.#reporter.partition({ partition, firstRow: result.input.firstRow, rows: result.input.rows, bytes: part.bytes, worker: reply.worker, ms: reply.ms }, result, part.input.kind === "frame" ? "ship" : "split");
    return { reply: result, origins };
  }

  /** Rows go along; where they are read in the worker, their place does. */
  #messageOf({ input }: Part, how: Pick<PartMessage, "heads" | "attempt" | "lost">): { message: PartMessage; transfer: ArrayBuffer[]; origins: Origin[] } {
    if (input.kind === "csv") return { message: { ...input, ...how }, transfer: [], origins: [] };
    const { batches, transfer, origins } = this.#reporter.timed("ship", () => packPart(input.frame, this.#transport));
    return { message: { kind: "frame", batches, firstRow: input.firstRow, own: input.own ?? null, places: input.places ?? null, ...how }, transfer, origins };
  }

  #fail(partition: number, error: unknown, isBeyond: Failure["isBeyond"]): void {
    if (this.#failure === null || partition < this.#failure.partition) this.#failure = { partition, error, isBeyond };
    this.#inFlight.close();
    this.#turns.letOff(this.#failure.partition);
  }

  #progress(part: Part, { input }: PartReply): void {
    const { rows, bytes, partitions } = this.#done;
    this.#done = { rows: rows + input.rows, bytes: bytes + part.bytes, partitions: partitions + 1 };
    this.#options.onProgress?.({ stage: this.#reporter.current, ...this.#done, totalRows: this.#size.rows, totalBytes: this.#size.bytes, elapsed: this.#reporter.elapsed });
  }
}
