import type { DataFrame } from "@framepool/frame";
import { bytesOf, columnTypes } from "../parts/parts.js";
import { looksAtNoCell } from "../plan/light-steps.js";
import { rowsHere, type Pending } from "../plan/pending.js";
import type { ReductionStep } from "../plan/plan.js";
import type { Held } from "../sinks/hold.js";
import type { Sink } from "../sinks/sink.js";
import type { OpenSource } from "../sources/source.js";
import { heldHere, isHeldHere, madeHere, unlessItFails } from "./made-here.js";
import type { Means } from "./means.js";
import { cancelled } from "./or-aborted.js";
import { reduceHere, rowsToReduceHere } from "./reduce-here.js";
import { Workers } from "./Workers.js";

/** What a run does on the thread whose memory has the rows, without sending them: each time is told of as a pass of one part. */
export class Here {
  readonly #means: Means;
  readonly #nextStage: () => number;

  constructor(means: Means, nextStage: () => number) {
    this.#means = means;
    this.#nextStage = nextStage;
  }

  /** What a reduction makes of rows; null where that takes a pass, to tell in which part it fails, too. */
  async reduced(pending: Pending, step: ReductionStep, isLast: boolean): Promise<DataFrame | null> {
    const frame = rowsToReduceHere(pending, step, isLast);
    if (frame === null) return null;
    await this.#assertGoesOn();
    return this.#told(pending, () => unlessItFails(() => reduceHere<DataFrame>(step, frame)));
  }

  /** What a sink makes of rows; null where it takes a pass. */
  async into<R>(pending: Pending, sink: Sink<R>): Promise<{ readonly result: R } | null> {
    const rows = sink.whole === undefined ? null : rowsHere(pending);
    if (rows !== null) return { result: sink.whole!(rows) };
    if (!this.#means.staysHere) return null;
    return this.#told(pending, () => madeHere(pending, sink, () => this.#assertGoesOn()));
  }

  /** All rows that come to a step; null where it takes a pass to put them together. */
  async held(pending: Pending): Promise<Held | null> {
    const { made, steps } = pending;
    if (!isHeldHere(pending, this.#means.staysHere)) return null;
    await this.#assertGoesOn();
    const hold = (): Promise<Held | null> => heldHere(pending, this.#means.staysHere, () => this.#opened(pending), () => this.#assertGoesOn());
    // Of rows that a stage has made it has told.
    return made !== null && steps.every(looksAtNoCell) ? hold() : this.#told(pending, hold);
  }

  /** Whether a step that looks across parts is given all rows, since they are here and stay, as far as one can know before. */
  isAtOnce(pending: Pending): boolean {
    return this.#means.staysHere && isHeldHere(pending, true);
  }

  /** A source whose parts are not sent: a note of those of the input is taken all the same. */
  async #opened({ source, origin }: Pending): Promise<OpenSource> {
    const { trips, input, options: { signal } } = this.#means;
    const opened = await source.open(new Workers(trips), { isRehearsal: false, isWhole: true, signal });
    return origin.kind === "input" && input !== null ? input.noting(opened) : opened;
  }

  /** Tells of what is done instead of a pass, whoever then ends the run; of nothing, where it could not be done (null). */
  async #told<R>({ made, source }: Pending, work: () => R | null | Promise<R | null>): Promise<R | null> {
    const { reporter, options: { onProgress } } = this.#means;
    const began = performance.now();
    const result = await work();
    if (result === null) return null;
    const input = made ?? source.frame!;
    const stage = this.#nextStage();
    const [rows, bytes] = [input.numRows, bytesOf(input)];
    reporter.here({ stage, rows, bytes, columns: columnTypes(input), ms: performance.now() - began });
    onProgress?.({ stage, rows, bytes, totalRows: rows, totalBytes: bytes, partitions: 1, elapsed: reporter.elapsed });
    await this.#assertGoesOn();
    return result;
  }

  /** Throws where the run was ended: by now, or by what waits for its turn while this thread is busy. */
  async #assertGoesOn(): Promise<void> {
    const { signal } = this.#means.options;
    if (signal === undefined) return;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw cancelled(signal);
  }
}
