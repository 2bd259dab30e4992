import type { Rejects } from "@framepool/csv/internal";
import { ArgumentError, FrameError, SchemaMismatchError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { settledWithin } from "@framepool/pool/internal";
import { exchangeOf, isExchange } from "../exchanges/index.js";
import { errorHere, stepHere } from "../faults/step-error.js";
import { likelyParts } from "../parts/partition.js";
import { asFrame, asSeries } from "../parts/parts.js";
import { originOf, type HeldRows, type RowOrigin } from "../parts/row-origin.js";
import { isColumnAtOnce, isMadeAtOnce } from "../plan/light-steps.js";
import { callsFunctions, isMadeInParts, looksAcross, makesColumns, type MadeColumnsStep } from "../plan/made-columns.js";
import { nothing, type Pending } from "../plan/pending.js";
import type { ColumnStep, ExchangeStep, PartStep, Plan, ReductionStep, StatisticStep, Step } from "../plan/plan.js";
import { isSided, settled, type SidedStep } from "../plan/sides.js";
import { seedOf, type Seed } from "../random/seed.js";
import { isReduction, reductionOf } from "../reductions/index.js";
import { frameSink } from "../sinks/frame.js";
import { holdSink, rangesOf, type Held } from "../sinks/hold.js";
import { reduceSink } from "../sinks/reduce.js";
import type { Sink } from "../sinks/sink.js";
import { frameSource } from "../sources/frame.js";
import { rangesSource } from "../sources/ranges.js";
import type { OpenSource, Source } from "../sources/source.js";
import { isStatistic, statisticOf } from "../statistics/index.js";
import type { NeighboursStep } from "../statistics/neighbours.js";
import { assign } from "../steps/assign.js";
import type { PickedRows } from "../steps/pick.js";
import { cellsLeftOut, placedStep, type PlacedStep } from "../steps/placed.js";
import { columnSteps } from "./column-steps.js";
import { Here } from "./Here.js";
import { isReducedHere } from "./made-here.js";
import { orAborted, unlessAborted } from "./or-aborted.js";
import type { Means } from "./means.js";
import { functionsIn, isReadTwice, mayBeMadeAgain, readsColumnsFirst, varyFrom } from "./pass-facts.js";
import { PassCount } from "./PassCount.js";
import { noFunctions } from "./reduce-here.js";
import { Run } from "./run.js";
import { Workers } from "./Workers.js";

/** What a run that has failed waits for its sources to close: an iterator of the user's may never say that it is. */
const CLOSE_MS = 1_000;

/**
 * The stages of one run. A stage is one pass over a source: each part goes through the steps that look at that part alone,
 * in one visit of a worker, and into a sink. A step that looks across parts ends a stage:
 *
 *     reduction   source ─ steps ─▶ partials ─▶ join, finish ─▶ a small frame: the next source
 *                 (or, where rows can be read twice, a step that picks those that stay behind the same source and steps)
 *     statistic   source ─ steps ─▶ partials ─▶ join, finish ─▶ what the step needs; then the same source and steps again, and the step
 *     exchange    source ─ steps ─▶ all rows here ─▶ other rows: the next source
 *
 * What a user's function made is never made twice, nor is what can be read once: it is kept for the second pass.
 */
export class Stages {
  readonly #means: Means;
  readonly #opened: OpenSource[] = [];
  #rejects: Rejects | null = null;
  readonly #here: Here;
  #stage = 0;
  #functions = 0;
  #callsFunctions = false;
  readonly #seed: Seed;
  #last: { readonly sink: unknown; readonly run: Run<never> } | null = null;

  constructor(means: Means) {
    this.#means = means;
    this.#here = new Here(means, () => this.#stage++);
    this.#seed = seedOf(means.options);
  }

  /** Everything up to the last sink, which is taken to its end. */
  async through<R>(source: Source, columns: readonly ColumnStep[], steps: readonly Step[], sink: Sink<R>): Promise<R> {
    this.#callsFunctions = callsFunctions(sink.output.kind === "partial" ? [...steps, sink.output.reduction] : steps);
    return this.#into(await this.#behindAll({ source, columns, steps: [], origin: { kind: "input" }, made: null }, steps), sink);
  }

  /** The lines that were set aside: for who ends the run. */
  get rejects(): Rejects | null {
    return this.#rejects;
  }

  /** How many partitions, from the first on, a sink has got; 0 where no stage came so far. */
  passedOf(sink: unknown): number {
    return this.#last?.sink === sink ? this.#last!.run.passed : 0;
  }

  /** Closes what a stage that failed has left open; the workers are gone by then. What an iterable does when it is let go must not hide, or keep back, why the run ended. */
  async close(): Promise<void> {
    await settledWithin(Promise.allSettled(this.#opened.splice(0).map((opened) => opened.close())), CLOSE_MS);
  }

  /** `byPart`: they are done to the parts of the very same source. */
  async #behindAll(pending: Pending, steps: readonly Step[], { byPart = false } = {}): Promise<Pending> {
    let made = pending;
    for (const [place, step] of steps.entries()) made = await this.#behind(made, step, { byPart, isLast: place === steps.length - 1 });
    return made;
  }

  #behind(pending: Pending, step: Step, { byPart, isLast }: { readonly byPart: boolean; readonly isLast: boolean }): Promise<Pending> | Pending {
    if (isReduction(step)) return this.#reduced(pending, step, isLast);
    if (isStatistic(step)) return !byPart && step.op === "neighbours" && this.#here.isAtOnce(pending) ? this.#cellsAtOnce(pending, step) : this.#withStatistic(pending, step);
    if (isExchange(step)) return this.#exchanged(pending, step);
    if (isSided(step)) return this.#withSides(pending, step);
    if (makesColumns(step)) return !byPart && isMadeAtOnce(step) && this.#here.isAtOnce(pending) ? this.#columnsAtOnce(pending, step) : this.#withColumns(pending, step);
    return { ...pending, steps: [...pending.steps, step] };
  }

  async #reduced(pending: Pending, step: ReductionStep, isLast: boolean): Promise<Pending> {
    const here = await this.#here.reduced(pending, step, isLast);
    if (here !== null) return this.#madeOf(here);
    const isMadeHere = this.#means.staysHere && isReducedHere(pending, step, isLast);
    const twice = !isMadeHere && pending.source.varies !== true && (await isReadTwice(pending)) ? (reductionOf(step).twice?.(step) ?? null) : null;
    if (twice !== null) return { ...pending, steps: [...pending.steps, twice.then(await this.#reduce<PickedRows>(pending, twice.needs, { isRehearsal: true }))] };
    const made = await this.#reduce<DataFrame | null>(pending, step, { mayBeNull: true });
    return made === null ? nothing() : this.#madeOf(made);
  }

  /** What a reduction comes to; where that fails, what it held is given back. `isRehearsal`: another pass will read the source. */
  async #reduce<R>(pending: Pending, step: ReductionStep, { mayBeNull = false, isRehearsal = false } = {}): Promise<R> {
    const sink = await reduceSink<R>(step, mayBeNull);
    try {
      return await this.#into(pending, sink, isRehearsal);
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

  async #withStatistic(pending: Pending, step: StatisticStep): Promise<Pending> {
    const statistic = statisticOf(step);
    const needs = statistic.needs(step);
    if (needs === null) return { ...pending, steps: [...pending.steps, statistic.then(step, null)] };
    const again = await this.#readAgain(pending);
    const found = await this.#reduce(again, needs, { isRehearsal: true });
    return { ...again, steps: [...again.steps, statistic.then(step, found)] };
  }

  /** Cells of those around them, where all rows are here: none has to be sought beside a part. */
  async #cellsAtOnce(pending: Pending, { ofSeries, how }: NeighboursStep): Promise<Pending> {
    const held = await this.#held(pending);
    const made = await this.#exchange({ op: "columnwise", ofSeries, calls: [how] }, held, originOf(held, pending.origin));
    return this.#madeAtOnce(made, held, pending, ofSeries ? [{ op: "series" }] : []);
  }

  /** The rows that were held, with other cells: in the parts that they came in, as workers would have them. */
  #madeAtOnce(made: DataFrame, held: Held, { origin }: Pending, steps: readonly PartStep[] = []): Pending {
    return { source: { ...rangesSource(made, rangesOf(held, made.numRows)), frame: made }, columns: [], steps, origin: originOf(held, origin), made };
  }

  async #withSides(pending: Pending, step: SidedStep): Promise<Pending> {
    return this.#behind(pending, await settled(step), { byPart: false, isLast: false });
  }

  async #withColumns(pending: Pending, { branches, then, call }: MadeColumnsStep): Promise<Pending> {
    const again = branches.some(looksAcross) ? await this.#readAgain(pending) : pending;
    const made: (readonly PartStep[])[] = [];
    for (const branch of branches) made.push(await this.#branch(again, branch));
    return { ...again, steps: [...again.steps, ...columnSteps(made, call), then] };
  }

  /** The same where all rows are here, and no column calls a function: each is made of all of them. */
  async #columnsAtOnce(pending: Pending, { branches, then }: MadeColumnsStep): Promise<Pending> {
    const held = await this.#held(pending);
    const [value, origin] = [asFrame(held.value), originOf(held, pending.origin)];
    const columns: Series[] = [];
    for (const branch of branches) columns.push(asSeries(asFrame(await this.#into(await this.#behindAll(this.#madeOf(value, origin), branch), frameSink()))));
    return this.#madeAtOnce(asFrame(stepHere(then, () => assign({ value, trace: null }, then, noFunctions, columns).value)), held, pending);
  }

  /** How each part gets a column. */
  async #branch(rows: Pending, branch: readonly Step[]): Promise<readonly PartStep[]> {
    if (!isMadeInParts(branch) || (isColumnAtOnce(branch) && this.#here.isAtOnce(rows))) return [await this.#together(rows, branch)];
    const { steps } = await this.#behindAll(rows, branch, { byPart: true });
    return steps.slice(rows.steps.length);
  }

  /** A column that is made of rows that come together for it: each part is given its cells. */
  async #together(rows: Pending, branch: readonly Step[]): Promise<PlacedStep> {
    const across = branch.findIndex((step) => looksAcross([step]));
    const held = await this.#held(await this.#behindAll(rows, branch.slice(0, across)), true);
    if (held.partitions.length === 0) return placedStep(new DataFrame({ nothing: [] }), [], [0]);
    const frame = asFrame(held.value);
    const made: Pending = { ...this.#madeOf(frame, originOf(held, rows.origin)), steps: held.value instanceof Series ? [{ op: "series" }] : [] };
    const column = asFrame(await this.#into(await this.#behindAll(made, branch.slice(across)), frameSink()));
    if (column.numRows !== frame.numRows) throw cellsLeftOut();
    return placedStep(column, held.partitions, [...held.starts, frame.numRows]);
  }

  async #exchanged(pending: Pending, step: ExchangeStep): Promise<Pending> {
    const held = await this.#held(pending);
    const origin = originOf(held, pending.origin);
    const exchange = exchangeOf(step);
    if (held.partitions.length === 0) return exchange.ofNothing === undefined ? nothing() : this.#madeOf(stepHere(step, () => exchange.ofNothing!(step)));
    const made = await this.#exchange(step, held, origin);
    return this.#madeOf(made, exchange.keepsRows === true && made.numRows === asFrame(held.value).numRows ? origin : undefined);
  }

  /** What a step makes of all rows. */
  async #exchange(step: ExchangeStep, { value, starts }: Held, origin: HeldRows): Promise<DataFrame> {
    const stage = {
      workers: this.#means.trips.size,
      staysHere: this.#means.staysHere,
      reduce: <R>(source: Source, reduction: ReductionStep, places: Int32Array | null = null): Promise<R> => this.#reduce<R>({ source, columns: [], steps: [], origin: { ...origin, places }, made: null }, reduction),
    };
    const frame = asFrame(value);
    try {
      return await exchangeOf(step).run({ frame, starts }, step, stage);
    } catch (error) {
      throw errorHere(error, step, { frame, origin });
    }
  }

  /** All rows, put together. */
  async #held(pending: Pending, isRehearsal = false): Promise<Held> {
    return (await this.#here.held(pending)) ?? (await this.#into(pending, holdSink(), isRehearsal));
  }

  /** Rows that can be asked for twice: as they are, or, where that would call a user's function again, kept. */
  async #readAgain(pending: Pending): Promise<Pending> {
    if (await isReadTwice(pending)) return pending;
    const { origin } = pending;
    const held = await this.#held(pending);
    const frame = asFrame(held.value);
    return { source: rangesSource(frame, rangesOf(held, frame.numRows)), columns: [], steps: [], origin: originOf(held, origin), made: null };
  }

  /** The rows that a stage made, cut as any frame in memory is. */
  #madeOf(rows: unknown, origin: RowOrigin = { kind: "made" }): Pending {
    const made = rows as DataFrame;
    const everything = { limit: Infinity, keepsAll: false, callsFunctions: this.#callsFunctions, asked: null, columns: (names: readonly string[]) => names };
    return { source: frameSource(made, this.#means.options, everything), columns: [], steps: [], origin, made };
  }

  /** One pass; none where the rows are here. */
  async #into<R>(pending: Pending, sink: Sink<R>, isRehearsal = false): Promise<R> {
    const here = await this.#here.into(pending, sink);
    if (here !== null) return here.result;
    const stage = this.#stage++;
    const count = new PassCount(stage);
    const finish = (): Promise<R> => this.#means.reporter.timedAsync("merge", async () => sink.finish());
    if (mayBeMadeAgain(pending, sink, this.#means.errors)) {
      if (await this.#pass(pending, sink, { count, isRehearsal, mayBeWrong: true })) return finish();
      await sink.restart!();
      this.#means.reporter.forget(stage);
      count.again();
    }
    await this.#pass(pending, sink, { count, isRehearsal, mayBeWrong: false });
    return finish();
  }

  /** Takes all parts of a source into a sink. False: what was taken to be so of the source is not, and it has to be made again. */
  async #pass<R>({ source, columns, steps, origin }: Pending, sink: Sink<R>, { count, isRehearsal, mayBeWrong }: { readonly count: PassCount; readonly isRehearsal: boolean; readonly mayBeWrong: boolean }): Promise<boolean> {
    const { trips, bytesInFlight, reporter, options, errors, tally, quarantine, input } = this.#means;
    const size = await source.size();
    trips.start(likelyParts(size.bytes, options));
    const isWhole = readsColumnsFirst(sink, [...columns, ...steps]);
    const opened = await reporter.timedAsync("split", () => orAborted(source.open(new Workers(trips), { isRehearsal, isWhole, mayBeWrong, signal: options.signal }), options.signal));
    this.#opened.push(opened);
    const rejects = opened.rejects ?? null;
    this.#rejects ??= rejects;
    const all = opened.selects ? steps : [...columns, ...steps];
    const { varies = false } = source;
    const vary = varyFrom(all, varies && !isWhole);
    const undecided = sink.gathers === true || vary === 0 ? vary : null;
    const plan: Plan = { source: opened.plan, origin, steps: all, undecided, vary, output: sink.output, transport: options.transport ?? "auto", errors, takesTurns: trips.concurrency > 1, functionsBefore: this.#functions, seed: this.#seed };
    this.#functions += functionsIn(plan);
    reporter.stage(count.stage, opened.reading);
    const run = new Run(plan, trips, sink, reporter, size, options, { rejects, tally, quarantine }, bytesInFlight, count);
    this.#last = { sink, run: run as Run<never> };
    let isSo = true;
    try {
      await run.over(origin.kind === "input" && input !== null ? input.noting(opened) : opened);
      isSo = opened.isSo?.() ?? true;
    } catch (error) {
      // A step that failed might not, had the source been what it is.
      if (opened.isSo === undefined || !(error instanceof FrameError || error instanceof ArgumentError || error instanceof SchemaMismatchError)) throw error;
      isSo = false;
      await unlessAborted(run.emptied(), options.signal);
    }
    this.#opened.splice(this.#opened.indexOf(opened), 1);
    await unlessAborted(opened.close(), options.signal);
    return isSo;
  }
}
