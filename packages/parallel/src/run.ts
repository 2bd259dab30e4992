import { pathToFileURL } from "node:url";
import type { BadLine } from "@framepool/csv";
import { giveTextBack, isReaderGone, type PartText, type Rejects } from "@framepool/csv/internal";
import { AbortError } from "@framepool/errors";
import { task } from "@framepool/pool";
import { Crew, shipTask, type ShippedTask } from "@framepool/pool/internal";
import { chooseBackend, type BackendName } from "./choose-backend.js";
import type { Origin } from "@framepool/frame/internal";
import { InFlight } from "./in-flight.js";
import { InOrder } from "./in-order.js";
import type { PartMessage, PartReply } from "./messages.js";
import { packPart } from "./parts.js";
import type { Plan, Step, Transport } from "./plan.js";
import type { Progress } from "./progress.js";
import { Reporter, type Report } from "./report.js";
import type { Sink } from "./sinks/sink.js";
import type { OpenSource, Part, Source, SourceSize } from "./sources/source.js";
import type { Steps } from "./push-down.js";
import { RowsBefore } from "./rows-before.js";
import { Turns } from "./turns.js";
import { Workers } from "./workers.js";
import { runPartition } from "./worker.js";

export interface ExecuteOptions {
  readonly workers?: number | undefined;
  readonly backend?: BackendName | "auto" | undefined;
  readonly transport?: Transport | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Opens where the results of a source go; the signal ends it where that waits for somebody. */
export type OpenSink<R> = (signal: AbortSignal | undefined, source: Source) => Promise<Sink<R>>;

/** Runs steps over a source into a sink. Every partition goes the same way, in line or on threads. */
export async function execute<R>(source: Source, { columns, rest }: Steps, openSink: OpenSink<R>, options: ExecuteOptions): Promise<{ result: R; report: Report }> {
  const size = await source.size();
  const choice = chooseBackend(size, options, rest.some(importsRunningScript));
  const reporter = new Reporter(choice);
  // Last, when all that can be refused was looked at: an opened file has to be put away again.
  const sink = await openSink(options.signal, source);
  const crew = new Crew({ workers: choice.workers, backend: choice.backend });
  let opened: OpenSource | null = null;
  try {
    opened = await reporter.timedAsync("split", () => orAborted(source.open(new Workers(crew)), options.signal));
    const steps = opened.selects ? rest : [...columns, ...rest];
    const plan: Plan = { source: opened.plan, steps, output: sink.output, transport: options.transport ?? "auto" };
    await new Run(plan, crew, sink, reporter, size, options, opened.rejects ?? null).over(opened);
    const started = performance.now();
    const result = await sink.finish();
    await opened.rejects?.commit();
    reporter.add("merge", performance.now() - started);
    return { result, report: reporter.finish(opened.reading, opened.rejects?.count ?? 0, false) };
  } catch (error) {
    await sink.abort();
    await opened?.rejects?.abort();
    if (opened === null || sink.leave === undefined || !isReaderGone(error)) throw error;
    return { result: sink.leave(), report: reporter.finish(opened.reading, opened.rejects?.count ?? 0, true) };
  } finally {
    await crew.terminate();
    await opened?.close();
  }
}

/** What is opened, unless the run is cancelled before: then it is closed when it is there. */
async function orAborted(opening: Promise<OpenSource>, signal: AbortSignal | undefined): Promise<OpenSource> {
  if (signal === undefined) return opening;
  const listening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const cancel = () => reject(new AbortError("the run was cancelled", { cause: signal.reason }));
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([opening, aborted]);
  } catch (error) {
    void opening.then((opened) => Promise.all([opened.rejects?.abort(), opened.close()])).catch(() => undefined);
    throw error;
  } finally {
    listening.abort();
  }
}

/** A script that awaits its own run at the top level is not there to be imported until that run is over. */
export function importsRunningScript(step: Step): boolean {
  const script = process.argv[1];
  if (!("task" in step)) return false;
  const { body } = step.task;
  return body.kind === "module" && script !== undefined && body.url === pathToFileURL(script).href;
}

/** Between source and sink, for each worker: a part in work, some on their way, and results that wait for their turn. */
const PARTS_A_WORKER = 4;
const BYTES_A_WORKER = 64 * 1024 * 1024;

interface Failure {
  readonly partition: number;
  readonly error: unknown;
  /** whether it turned out that nobody wants the partition */
  isBeyond(): boolean;
}

class Run<R> {
  readonly #task: ShippedTask;
  readonly #transport: Transport;
  readonly #crew: Crew;
  readonly #sink: Sink<R>;
  readonly #reporter: Reporter;
  readonly #size: SourceSize;
  readonly #options: ExecuteOptions;
  readonly #inFlight: InFlight;
  readonly #turns = new Turns();
  readonly #rejects: Rejects | null;
  readonly #rejected: InOrder<readonly BadLine[]>;
  /** partitions on their way, until the sink has taken them; these promises never reject */
  readonly #open = new Map<number, Promise<void>>();
  /** the first failure by input order: only partitions before it still count */
  #failure: Failure | null = null;
  readonly #heads: readonly number[];
  #done = { rows: 0, bytes: 0, partitions: 0 };

  constructor(plan: Plan, crew: Crew, sink: Sink<R>, reporter: Reporter, size: SourceSize, options: ExecuteOptions, rejects: Rejects | null) {
    // The plan is a capture, so that it goes to each worker once.
    this.#task = shipTask(task({ plan }, runPartition), { op: "run", file: null });
    this.#transport = plan.transport;
    this.#heads = plan.steps.flatMap((step) => (step.op === "head" ? [step.rows] : []));
    this.#crew = crew;
    this.#sink = sink;
    this.#reporter = reporter;
    this.#size = size;
    this.#options = options;
    const workers = crew.size;
    this.#inFlight = new InFlight(workers * PARTS_A_WORKER, workers * BYTES_A_WORKER);
    this.#rejects = rejects;
    this.#rejected = new InOrder((lines) => {
      for (const line of lines) rejects?.add(line);
    });
  }

  /** Sends every part of the source there and back; throws the failure of the lowest partition. */
  async over(source: OpenSource): Promise<void> {
    const { signal } = this.#options;
    const listening = new AbortController();
    const stop = new Promise<null>((resolve) => {
      const cancel = () => {
        this.#fail(-1, new AbortError("the run was cancelled", { cause: signal?.reason }), () => false);
        resolve(null);
      };
      if (signal?.aborted) cancel();
      else signal?.addEventListener("abort", cancel, { once: true, signal: listening.signal });
    });
    try {
      await this.#feed(source, stop);
      await this.#settle(stop);
    } finally {
      listening.abort();
    }
  }

  async #feed(source: OpenSource, stop: Promise<null>): Promise<void> {
    const parts = source.parts();
    let partition = 0;
    let before = RowsBefore.first(this.#heads.length);
    try {
      for (;;) {
        // A source that never answers must not hold a cancelled run.
        const next = await Promise.race([this.#reporter.timedAsync("split", () => parts.next()), stop]);
        if (next === null || next.done === true) break;
        await this.#inFlight.enter(next.value.bytes);
        if (this.#failure !== null) break;
        const after = RowsBefore.open(this.#heads.length);
        this.#open.set(partition, this.#send(partition, next.value, before, after));
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

  /** Waits for the partitions that still count: all, or after a failure those before it. */
  async #settle(stop: Promise<null>): Promise<void> {
    for (;;) {
      const limit = this.#failure?.partition ?? Number.POSITIVE_INFINITY;
      const counting = [...this.#open].filter(([partition]) => partition < limit).map(([, done]) => done);
      if (counting.length === 0) break;
      await Promise.race([...counting, stop]);
    }
    // What failed behind the last row that is wanted might as well not have been sent.
    if (this.#failure !== null && !this.#failure.isBeyond()) throw this.#failure.error;
  }

  /** Whether a `head` had all its rows before a partition. */
  #isFull(before: RowsBefore): boolean {
    return this.#heads.some((rows, head) => (before.peek(head) ?? -1) >= rows);
  }

  async #send(partition: number, part: Part, before: RowsBefore, after: RowsBefore): Promise<void> {
    let text: PartText | null = null;
    try {
      const heads = this.#heads.length === 0 ? null : { before: before.memory, after: after.memory };
      const { message, transfer, origins } = this.#messageOf(part, heads);
      const reply = await this.#trip(partition, part, message, transfer);
      if (reply.result?.kind === "csv") ({ text } = reply.result);
      if (this.#sink.ordered) await this.#turns.wait(partition);
      if (this.#failure !== null && this.#failure.partition <= partition) return;
      const { result } = reply;
      if (result !== null) await this.#reporter.timedAsync("return", async () => this.#sink.take(partition, { ...reply, result }, origins, part.from ?? 0));
      this.#turns.pass();
      // What no head wants might as well not have been read.
      this.#rejected.put(partition, result === null ? [] : reply.rejects);
      await this.#rejects?.flush();
      this.#progress(part, reply);
    } catch (error) {
      part.lost?.();
      after.break();
      this.#fail(partition, error, () => this.#isFull(before) || part.isBeyond?.() === true);
    } finally {
      // Written, refused or not wanted any more: the worker may use its memory again.
      if (text !== null) giveTextBack(text);
      this.#open.delete(partition);
      this.#inFlight.leave(part.bytes);
    }
  }

  /** Rows go along; where they are read in the worker, their place does. */
  #messageOf({ input }: Part, heads: PartMessage["heads"]): { message: PartMessage; transfer: ArrayBuffer[]; origins: Origin[] } {
    if (input.kind === "csv") return { message: { ...input, heads }, transfer: [], origins: [] };
    const { batches, transfer, origins } = this.#reporter.timed("ship", () => packPart(input.frame, this.#transport));
    return { message: { kind: "frame", batches, firstRow: input.firstRow, heads }, transfer, origins };
  }

  async #trip(partition: number, { bytes }: Part, message: PartMessage, transfer: ArrayBuffer[]): Promise<PartReply> {
    const { outcomes, worker, ms } = await this.#crew.submit({ task: this.#task, calls: [[message]], transfer, partition });
    const outcome = outcomes[0]!;
    if (!outcome.ok) throw outcome.error;
    const reply = outcome.value as PartReply;
    this.#reporter.partition({ partition, firstRow: reply.input.firstRow, rows: reply.input.rows, bytes, worker, ms }, reply.times, message.kind === "frame" ? "ship" : "split");
    return reply;
  }

  #fail(partition: number, error: unknown, isBeyond: Failure["isBeyond"]): void {
    if (this.#failure === null || partition < this.#failure.partition) this.#failure = { partition, error, isBeyond };
    this.#inFlight.close();
    this.#turns.letOff(this.#failure.partition);
  }

  #progress(part: Part, { input }: PartReply): void {
    const { rows, bytes, partitions } = this.#done;
    this.#done = { rows: rows + input.rows, bytes: bytes + part.bytes, partitions: partitions + 1 };
    this.#options.onProgress?.({ ...this.#done, totalRows: this.#size.rows, totalBytes: this.#size.bytes, elapsed: this.#reporter.elapsed });
  }
}
