import { ArgumentError } from "@framepool/errors";
import { checkCell, columnName } from "@framepool/frame/internal";
import type {
  Assigned, AstypeOptions, Cell, CellOf, Computed, DataFrame, DropnaOptions, DType, Each, ExplodedSchema, FilledBy, FilledColumns, FilledFrom, Known, Name, NewColumn, Present, Retyped, Row, Series, Widen,
} from "@framepool/frame/internal";
import type { Shippable, Shipped, Task } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { PipelineOptions } from "../options.js";
import { checkTypes } from "../plan/check-before.js";
import type { Step } from "../plan/plan.js";
import type { RowVerb } from "../steps/verb.js";
import type { Pipeline } from "./Pipeline.js";
import { PipelineColumn } from "./PipelineColumn.js";
import { noPipeline } from "./no-pipeline.js";
import { PipelineShape } from "./PipelineShape.js";
import { planAssign } from "./plan-assign.js";
import type { Runs, SourceMaker } from "./Runs.js";
import { valuesOf, verbStep } from "./verb-step.js";
import { wholeStep } from "./whole-calls.js";

type EachComputed<S, O> = { [K in keyof S]: Computed<S[K], O> };
/** What `assign` takes for a column: a value, a function of the part, which may be a task with captures, or a column of the pipeline. */
type PartColumn<S> = Exclude<NewColumn<S>, readonly Cell[] | Series<Cell>> | Task<[DataFrame<S>], Cell | readonly Cell[] | Series<Cell>> | Runs<unknown>;
/** Pipelines of frames among what `assign` is given: with any of them a call does not compile. */
type NoFrames<N, F = { [K in keyof N]: [N[K]] extends [never] ? never : N[K] extends Runs<infer Out> ? (Out extends Series<unknown> ? never : K) : never }[keyof N]> = [F] extends [never] ? [] : [noColumn: { readonly "a frame is no column": F }];
/** Bools of a part: for every cell, or for every row. */
type PartMask<S> = DataFrame<Each<S, boolean>> | DataFrame<Each<S, boolean | null>> | Series<boolean | null>;
type GivenBy<V> = V extends Task<never[], infer R> ? () => R : V extends Runs<Series<infer T>> ? () => Series<T> : V;

/** The steps that look at one row at a time: verbs of the frame, done to each part. */
export abstract class PipelineVerbs<S, Out> extends PipelineShape<S, Out> {
  protected abstract pipelineOf(source: SourceMaker, options: PipelineOptions, steps: readonly Step[]): unknown;

  /**
   * The rows for which a function of the row is true; or with `{ mask }` those where the bool Series is true that a
   * function makes of a part, which is quicker.
   *
   * @throws CaptureError at once, if the function cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ age: [20, null, 41] });
   * (await parallel(df).filter((row) => row.age !== null && row.age > 30).collect()).toRows(); // → [ { age: 41 } ]
   * (await parallel(df).filter({ mask: (part) => part.col("age").lt(30) }).collect()).toRows(); // → [ { age: 20 } ]
   */
  filter(keep: Shipped<[row: Row<S>], boolean> | { readonly mask: Shipped<[part: DataFrame<S>], Series<boolean | null>> }): Pipeline<S> {
    const given: unknown = keep;
    const isMask = typeof given === "object" && given !== null && Object.hasOwn(given, "mask");
    const fn = noPipeline("filter", isMask ? (given as { readonly mask: Shippable }).mask : (given as Shippable), 'write filter((row) => row.x > 1) or filter({ mask: (part) => part.col("x").gt(1) })');
    return this.with([{ op: isMask ? "filterMask" : "filter", call: "filter", task: shipTask(fn, { op: "filter", file: callSite(this.filter) }) }]);
  }

  /**
   * Columns set, in order: values, functions of the part, the later of which see the columns before, or columns of this
   * pipeline as it stands (`pipe.col("x").shift()`, `pipe.groupby("k").col("x").transform("mean")`, `pipe.apply(rowFn)`),
   * which are made of the rows as they come to `assign`. A function looks at rows, not across them: a verb that needs the
   * whole column (`median`, `rank`, `shift` …) throws there, and says what to do instead. A column of the pipeline that
   * looks at the rows of several parts is made in a pass before, part by part or, where it has to come together, in memory.
   *
   * @throws CaptureError at once, if a function cannot travel; ArgumentError for rows that are given, since nobody knows of which part they are, and for a column of another pipeline or of other rows
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sibsp: [1, 0], parch: [0, 2] });
   * const sizes = parallel(df).assign({ size: (part) => part.col("sibsp").add(part.col("parch")).add(1), alone: (part) => part.col("size").eq(1) });
   * (await sizes.collect()).toRows(); // → [ { sibsp: 1, parch: 0, size: 2, alone: false }, { sibsp: 0, parch: 2, size: 3, alone: false } ]
   *
   * const pipe = parallel(df, { partitions: 2 });
   * (await pipe.assign({ before: pipe.col("sibsp").shift(), sofar: pipe.col("parch").cumsum() }).collect()).toRows(); // → [ { sibsp: 1, parch: 0, before: null, sofar: 0 }, { sibsp: 0, parch: 2, before: 1, sofar: 2 } ]
   */
  assign<const N extends { readonly [column: string]: PartColumn<S> }>(columns: N, ..._frames: NoFrames<N>): Pipeline<Assigned<S, { [K in keyof N]: GivenBy<N[K]> }>> {
    return this.with([planAssign(columns, callSite(this.assign), (given) => this.stepsTo(given))]);
  }

  /**
   * What a function makes of each cell, null where one is missing.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   */
  applymap<R extends Cell | undefined>(fn: Shipped<[value: S[keyof S]], R>): Pipeline<Each<S, R>> {
    return this.with([{ op: "applymap", task: shipTask(fn, { op: "applymap", file: callSite(this.applymap) }) }]);
  }

  /** One column: its cells, its aggregates. */
  col<K extends Name<S>>(name: K): PipelineColumn<Known<S>[K & keyof Known<S>]> {
    return this.column(columnName("col", "name", name), [{ op: "select", columns: [name] }, { op: "series" }]);
  }

  /**
   * Missing cells, NaN among them, replaced by a value, or in some columns by theirs: what `agg` gives fits.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ age: [20, null, 41], port: ["S", null, "S"] }), { partitions: 3 });
   * const { age, port } = await pipe.agg({ age: "median", port: "mode" });
   * (await pipe.fillna({ age, port }).collect()).row(1); // → { age: 30.5, port: 'S' }
   */
  fillna<const V extends FilledBy<S>>(this: Pipeline<FilledFrom<S, V>>, values: V): Pipeline<FilledColumns<S, V>>;
  fillna<const V extends string | number | bigint | boolean | Date>(value: V): Pipeline<{ [K in keyof S]: NonNullable<S[K]> }>;
  fillna(values: unknown): unknown {
    return this.#verb("fillna", [values]);
  }

  /** The rows that have values, in all columns or as the options say. Columns are not dropped (`axis: 1`): which are missing, only the whole can say. */
  dropna(options: DropnaOptions<Name<S>> & ({ readonly how: "all" } | { readonly thresh: number })): Pipeline<S>;
  dropna<const K extends Name<S> = Name<S>>(options?: DropnaOptions<K>): Pipeline<Present<S, K>>;
  dropna(options: DropnaOptions = {}): unknown {
    const made = this.#verb("dropna", [options]);
    if ("axis" in options && options.axis !== 0) throw new ArgumentError("dropna of a pipeline drops rows; which columns are missing is not known before the end: look with agg(\"count\"), then drop them");
    return made;
  }

  /** Columns of other types: all, or some by name. What does not fit ends the run; with `errors: "ignore"` all cells of a column decide, so that all rows come to the main thread. Throws ArgumentError at once for no such type. */
  astype<const D extends { readonly [K in Name<S>]?: DType }>(types: D, options?: AstypeOptions): Pipeline<Retyped<S, D>>;
  astype<const D extends DType>(type: D, options?: AstypeOptions): Pipeline<Each<S, CellOf<D> | null>>;
  astype(types: unknown, options: AstypeOptions = {}): unknown {
    const made = this.#verb("astype", [types, options]); // checked at once, too
    checkTypes(types as DType);
    return options.errors === "ignore" ? this.with([wholeStep(false, [{ verb: "astype", args: [types, options] }], "columnwise")]) : made;
  }

  /** Values replaced by others: a value, a list, a RegExp, or by name, as `df.replace`. */
  replace<const M extends Cell>(from: unknown, to?: M | readonly M[]): Pipeline<{ [K in keyof S]: S[K] | Widen<M> }> {
    return this.#verb("replace", to === undefined ? [from] : [from, to]);
  }

  /** A row for each item of lists. */
  explode<const K extends Name<S>>(columns: K | readonly K[]): Pipeline<ExplodedSchema<S, K>> { return this.#verb("explode", [columns]); }

  /** Whether each cell is missing. */
  isna(): Pipeline<Each<S, boolean>> { return this.#verb("isna", []); }
  /** Whether each cell is there. */
  notna(): Pipeline<Each<S, boolean>> { return this.#verb("notna", []); }
  /** Sums of every column with a value. */
  add<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("add", [value]); }
  /** Differences from a value. */
  sub<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("sub", [value]); }
  /** Products. */
  mul<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("mul", [value]); }
  /** Quotients, always floats. */
  div<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("div", [value]); }
  /** Quotients rounded down. */
  floordiv<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("floordiv", [value]); }
  /** Remainders with the sign of the divisor. */
  mod<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("mod", [value]); }
  /** Powers. */
  pow<O extends Cell>(value: O): Pipeline<EachComputed<S, O>> { return this.#verb("pow", [value]); }
  /** The values with their sign changed. */
  neg(): Pipeline<S> { return this.#verb("neg", []); }
  /** The values without their sign. */
  abs(): Pipeline<S> { return this.#verb("abs", []); }
  /** Numbers rounded to so many decimals, in all columns or some by name. */
  round(decimals: number | { readonly [K in Name<S>]?: number } = 0): Pipeline<S> { return this.#verb("round", [decimals]); }
  /** Values kept between two bounds; null is no bound. */
  clip(lower: number | bigint | null = null, upper: number | bigint | null = null): Pipeline<S> { return this.#verb("clip", [lower, upper]); }
  /** Whether values are equal. */
  eq(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("eq", [value]); }
  /** Whether values differ. */
  ne(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("ne", [value]); }
  /** Whether values are less. */
  lt(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("lt", [value]); }
  /** Whether values are less or equal. */
  le(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("le", [value]); }
  /** Whether values are greater. */
  gt(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("gt", [value]); }
  /** Whether values are greater or equal. */
  ge(value: Cell): Pipeline<Each<S, boolean>> { return this.#verb("ge", [value]); }
  /** Whether bools and another are true, in every column. */
  and(value: boolean | null): Pipeline<S> { return this.#verb("and", [value]); }
  /** Whether bools or another are true, in every column. */
  or(value: boolean | null): Pipeline<S> { return this.#verb("or", [value]); }
  /** The opposite of bools, in every column. */
  not(): Pipeline<S> { return this.#verb("not", []); }

  /**
   * The cells where that is true which a function makes of a part, else `other` (default: missing): bools for every cell,
   * as a DataFrame, or for every row, as a Series.
   *
   * @throws CaptureError at once, if `keep` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ a: [1, -2], b: [-3, 4] }), { partitions: 2 });
   * (await pipe.where((part) => part.gt(0), 0).collect()).toColumns(); // → { a: [ 1, 0 ], b: [ 0, 4 ] }
   */
  where<const O extends Cell = null>(keep: Shipped<[part: DataFrame<S>], PartMask<S>>, other?: O): Pipeline<{ [K in keyof S]: S[K] | Widen<O> }> {
    checkCell("where", other ?? null);
    return this.with([{ op: "where", task: shipTask(noPipeline("where", keep, "write where((part) => part.gt(1))"), { op: "where", file: callSite(this.where) }), other: other ?? null }]);
  }

  /**
   * The cells where that is not true which a function makes of a part, else `other` (default: missing).
   *
   * @throws CaptureError at once, if `hide` cannot travel
   */
  mask<const O extends Cell = null>(hide: Shipped<[part: DataFrame<S>], PartMask<S>>, other?: O): Pipeline<{ [K in keyof S]: S[K] | Widen<O> }> {
    checkCell("mask", other ?? null);
    return this.with([{ op: "mask", task: shipTask(noPipeline("mask", hide, "write mask((part) => part.gt(1))"), { op: "mask", file: callSite(this.mask) }), other: other ?? null }]);
  }

  /** Whether values are among some, the same for all columns or by name. */
  isin(values: Iterable<Cell> | { readonly [K in Name<S>]?: Iterable<Cell> }): Pipeline<Each<S, boolean>> { return this.#verb("isin", [valuesOf(values)]); }

  /** The column that these steps end in. */
  protected override column<T>(name: string, steps: readonly Step[]): PipelineColumn<T> {
    return new PipelineColumn<T>({ ...this.parts, steps: [...this.parts.steps, ...steps] }, name, (source, options, all) => this.pipelineOf(source, options, all));
  }

  #verb<T>(call: RowVerb, args: readonly unknown[]): Pipeline<T> {
    return this.with([verbStep(false, call, args)]);
  }
}
