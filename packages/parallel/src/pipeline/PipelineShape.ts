import { ArgumentError } from "@framepool/errors";
import { checkVerbOptions, columnName, columnNames, concat, crosstab, DataFrame, SAMPLING, shown, TABULATING, type AggregateName, type ConcatOptions, type CorrOptions, type CrosstabOptions, type Each, type MeltOptions, type Melted, type Open, type PivotOptions, type PivotTableOptions, type ReduceOptions, type ResampleOptions, type SampleOptions, type DuplicatesOptions, type MergeOptions, type Merged, type Name, type NlargestOptions, type SortOptions, type Unchecked } from "@framepool/frame/internal";
import { checkBefore, withoutRows } from "../plan/check-before.js";
import { checkFrameCall } from "../plan/check-call.js";
import type { Step } from "../plan/plan.js";
import { mergesByRow, type Other } from "../plan/sides.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import { PipelineNeighbours } from "./PipelineNeighbours.js";
import { PipelineResampled } from "./PipelineResampled.js";
import { wholeStep } from "./whole-calls.js";

/** Other rows, or rows in another order: steps that look at rows of several parts. Each says what memory it needs, and so does `explain()`. */
export abstract class PipelineShape<S, Out> extends PipelineNeighbours<S, Out> {
  /** The column that these steps end in. */
  protected abstract column<T>(name: string, steps: readonly Step[]): PipelineColumn<T>;

  /**
   * Rows in the order of one column or several, as `df.sortValues` gives them, whatever the partitions: equal rows stay in
   * the order they had. Four workers or more order runs of rows by numbers,
   * which are merged on the main thread; else, and where text counts, all rows are sorted there. Memory: all rows, twice.
   *
   * @throws ArgumentError at once, for options that do not go together; FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ name: ["Bo", "Ann", "Cy"], fare: [9, null, 7] });
   * (await parallel(df, { partitions: 3 }).sortValues("fare", { naPosition: "first" }).collect()).toColumns(); // → { name: [ 'Ann', 'Cy', 'Bo' ], fare: [ null, 7, 9 ] }
   */
  sortValues(by: Name<S> | readonly Name<S>[], options: SortOptions = {}): Pipeline<S> {
    const names = columnNames("sortValues", "by", by);
    // What is wrong with the options is wrong with them for no rows.
    withoutRows(names).sortValues(names, options);
    const { ascending = true, naPosition = "last" } = options;
    return this.with([{ op: "sortValues", by: names, ascending: typeof ascending === "boolean" ? names.map(() => ascending) : [...ascending], naPosition }]);
  }

  /**
   * The `n` rows with the largest values in a column (or several), the largest first. Memory: `n` rows of each of a few parts.
   *
   * @throws ArgumentError at once, for no such number; FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ name: ["Bo", "Ann", "Cy"], fare: [9, null, 70] });
   * (await parallel(df, { partitions: 3 }).nlargest(2, "fare").collect()).toColumns(); // → { name: [ 'Cy', 'Bo' ], fare: [ 70, 9 ] }
   */
  nlargest(n: number, columns: Name<S> | readonly Name<S>[], options: NlargestOptions = {}): Pipeline<S> { return this.#extremes("nlargest", n, columns, options); }

  /**
   * The `n` rows with the smallest values in a column (or several), the smallest first. Memory: `n` rows of each of a few parts.
   *
   * @throws ArgumentError at once, for no such number; FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ name: ["Bo", "Ann", "Cy"], fare: [9, null, 70] });
   * (await parallel(df, { partitions: 3 }).nsmallest(1, "fare").collect()).toColumns(); // → { name: [ 'Bo' ], fare: [ 9 ] }
   */
  nsmallest(n: number, columns: Name<S> | readonly Name<S>[], options: NlargestOptions = {}): Pipeline<S> { return this.#extremes("nsmallest", n, columns, options); }

  /**
   * Without the rows that were there before, over all parts. Each part is rid of its own duplicates in its worker, and
   * what is left comes together. Memory: the distinct rows, a few times.
   *
   * @throws ArgumentError at once, for another `keep`; FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ ticket: ["A", "B", "A"], fare: [7, 50, 9] });
   * (await parallel(df, { partitions: 3 }).dropDuplicates({ subset: "ticket", keep: "last" }).collect()).toColumns(); // → { ticket: [ 'B', 'A' ], fare: [ 50, 9 ] }
   */
  dropDuplicates(options: DuplicatesOptions<Name<S>> = {}): Pipeline<S> {
    checkFrameCall("dropDuplicates", options);
    const { subset, keep = "first" } = options;
    return this.with([{ op: "dropDuplicates", options: subset === undefined ? { keep } : { subset: listOf(subset), keep } }]);
  }

  /**
   * Rows of both sides side by side wherever their keys are equal, as `df.merge` gives them. The right side is a frame, or
   * a pipeline that is run first; all workers see it, on shared memory. Parts of the left are merged where they are, in
   * their order. Memory: the right side; for `how` `"right"` or `"outer"`, and where `validate` looks at the left side, all
   * rows of both and the result, since it takes all rows to know which have no partner.
   *
   * @throws ArgumentError for a right side that is neither, and for options that do not go together; FrameError when it runs,
   *   for names that are not there or would be there twice, or where `validate` does not hold;
   *   SchemaMismatchError for keys whose types have nothing in common.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const people = new DataFrame({ name: ["Ann", "Bo"], port: ["S", null] });
   * const ports = new DataFrame({ port: ["S", "C"], town: ["Southampton", "Cherbourg"] });
   * (await parallel(people, { partitions: 2 }).merge(ports, { on: "port", how: "left" }).collect()).toRows(); // → [ { name: 'Ann', port: 'S', town: 'Southampton' }, { name: 'Bo', port: null, town: null } ]
   */
  merge<R, const O extends MergeOptions<Name<S>, Name<R>>>(right: DataFrame<R> | Pipeline<R>, options?: O): Pipeline<Merged<S, R, O>> {
    checkBefore(() => withoutRows([]).merge(withoutRows([]), options));
    const given: MergeOptions = options ?? {};
    const { on = [], leftOn = on, rightOn = on } = given;
    if (!mergesByRow(given)) checkBefore(() => withoutRows(listOf(leftOn)).merge(withoutRows(listOf(rightOn)), given));
    return this.with([{ op: "merge", sides: [otherOf("merge", right)], options: given }]);
  }

  /**
   * These rows and below them those of frames and other pipelines (which are run first), as `concat` puts them: a column
   * has one type over all, and those that an input lacks are missing there. Memory: all rows of all inputs.
   *
   * @throws ArgumentError for what is no list of frames and pipelines; SchemaMismatchError when it runs, for types that have nothing in common.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2] });
   * (await parallel(df, { partitions: 2 }).concat([new DataFrame({ a: [3], b: ["x"] })]).collect()).toColumns(); // → { a: [ 1, 2, 3 ], b: [ null, null, 'x' ] }
   */
  concat<T = Unchecked>(others: readonly (DataFrame | Pipeline)[], given: ConcatOptions = {}): Pipeline<T> {
    checkBefore(() => concat([withoutRows([])], given));
    const { axis = 0, ...options } = given;
    if (axis !== 0) throw new ArgumentError("concat of pipelines puts rows below rows; for columns side by side collect them first: concat([a, b], { axis: 1 })");
    if (!Array.isArray(others)) throw new ArgumentError(`concat takes a list of frames and pipelines, concat([others]), not ${shown(others)}`);
    return this.with([{ op: "concat", sides: others.map((other) => otherOf("concat", other)), options }]);
  }

  /**
   * The last `n` rows of all, whatever the partitions. Memory: `n` rows of some parts.
   *
   * @param n rows from 0; unlike a frame's, not negative
   * @throws ArgumentError for another number.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * (await parallel(new DataFrame({ a: [1, 2, 3] }), { partitionRows: 1 }).tail(2).collect()).toRows(); // → [ { a: 2 }, { a: 3 } ]
   */
  tail(n = 5): Pipeline<S> {
    if (!Number.isSafeInteger(n) || n < 0) throw new ArgumentError(`tail(n) of a pipeline needs a whole number of rows from 0, not ${shown(n)}; for all but the first rows, collect them first`);
    return this.with([{ op: "tail", rows: n }]);
  }

  /** The rows from `begin` on, up to but not with `end`; a negative place counts from the end. Memory: all rows. */
  slice(begin?: number, end?: number): Pipeline<S> { return this.#whole("slice", begin, end); }
  /** Rows drawn without replacement, in the order of the draw, as `df.sample`. Memory: all rows. */
  sample(options: SampleOptions = {}): Pipeline<S> {
    checkVerbOptions("sample", options, SAMPLING);
    // How many there are to draw from is not known yet.
    const { n = options.frac === undefined ? 1 : undefined } = options;
    checkBefore(() => withoutRows([]).sample(Number.isInteger(n) && n! > 0 ? { ...options, n: 0 } : options));
    return this.#whole("sample", options);
  }
  /** Columns made rows, as `df.melt`: the rows of one column, then those of the next. Memory: all rows, and the result. */
  melt<const O extends MeltOptions<Name<S>, Name<S>>>(options?: O): Pipeline<Melted<S, O>> { return this.#whole("melt", options); }
  /** Rows made columns, as `df.pivot`. Memory: all rows, and the result. */
  pivot(options: PivotOptions<Name<S>>): Pipeline {
    checkBefore(() => withValues(namesAmong(options)).pivot(options));
    return this.#whole("pivot", options);
  }
  /** Aggregates of groups by the keys of rows and columns, as `df.pivotTable`; aggregates by name. Memory: all rows. */
  pivotTable(options: PivotTableOptions<Name<S>, AggregateName>): Pipeline {
    checkBefore(() => withValues(namesAmong(options)).pivotTable(options as PivotTableOptions<string, AggregateName>));
    return this.#whole("pivotTable", options);
  }
  /** How the columns of numbers go together, as `df.corr`: labels in the column `column`. Memory: all rows. */
  corr(options: CorrOptions & ReduceOptions = {}): Pipeline<{ column: string } & Each<S, number | null>> {
    return this.#whole("corr", options);
  }

  /**
   * How often each pair of values of two columns (or lists of them) is there, as `crosstab(…)` of Series: a row for each value
   * of `index`, a column for each of `columns`. With `values` and `aggfunc`, an aggregate by name instead. Memory: these columns.
   *
   * @throws ArgumentError at once, for options that do not go together; FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["f", "m", "f"], port: ["S", "C", "S"] });
   * (await parallel(df, { partitions: 3 }).crosstab("sex", "port").collect()).toRows(); // → [ { sex: 'f', C: 0, S: 2 }, { sex: 'm', C: 1, S: 0 } ]
   */
  crosstab(index: Name<S> | readonly Name<S>[], columns: Name<S> | readonly Name<S>[], options: CrosstabOptions & { readonly values?: Name<S>; readonly aggfunc?: AggregateName } = {}): Pipeline<Open> {
    const [rows, across] = [columnNames("crosstab", "index", index), columnNames("crosstab", "columns", columns)];
    const { values } = checkVerbOptions("crosstab", options, TABULATING);
    const none = withoutRows([...rows, ...across, ...(values === undefined ? [] : [columnName("crosstab", "values", values)])]);
    checkBefore(() => crosstab(rows.map((name) => none.col(name)), across.map((name) => none.col(name)), values === undefined ? (options as CrosstabOptions) : { ...options, values: none.col(values) }));
    return this.with([{ op: "select", columns: [...new Set([...rows, ...across, ...(values === undefined ? [] : [values])])] }, { op: "crosstab", index: rows, columns: across, options }]);
  }

  /**
   * The values that are there most often in each column, in order; where one has fewer than another, missing cells below
   * them. Memory: the distinct values of each column.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ port: ["S", "C", "S"], age: [20, 30, null] });
   * (await parallel(df, { partitions: 3 }).mode().collect()).toColumns(); // → { port: [ 'S', null ], age: [ 20, 30 ] }
   */
  mode(options: ReduceOptions = {}): Pipeline<{ [K in keyof S]: S[K] | null }> {
    checkFrameCall("mode", options);
    return this.with([{ op: "modes", call: "mode", options }]);
  }

  /** Rows in groups of time, as `df.resample`: its aggregates by name. Memory: all rows. */
  resample<const K extends Name<S>>(rule: string, options: ResampleOptions<K>): PipelineResampled<S, K> {
    checkFrameCall("resample", rule, options);
    return new PipelineResampled<S, K>((...calls) => this.with([wholeStep(false, [{ verb: "resample", args: [rule, options] }, ...calls])]));
  }

  /**
   * Whether each row was there before, as `df.duplicated`. Memory: all rows.
   *
   * @throws ArgumentError at once, for another `keep`; FrameError when it runs, for a name that is not there.
   */
  duplicated(options: DuplicatesOptions<Name<S>> = {}): PipelineColumn<boolean> {
    checkFrameCall("duplicated", options);
    return this.column("", [wholeStep(false, [{ verb: "duplicated", args: [options] }], "columnwise"), { op: "series" }]);
  }

  #whole<T>(verb: string, ...args: readonly unknown[]): Pipeline<T> {
    if (verb !== "sample") checkFrameCall(verb, ...args);
    return this.with([wholeStep(false, [{ verb, args }])]);
  }

  #extremes(op: "nlargest" | "nsmallest", n: number, columns: string | readonly string[], options: NlargestOptions): Pipeline<S> {
    const by = columnNames(op, "columns", columns);
    withoutRows(by)[op](n, by, options);
    return this.with([{ op, n, by, options }]);
  }
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : [...names];
}

/** The columns that options of a pivot name, as far as they do. */
function namesAmong(options: Partial<PivotTableOptions> | undefined): readonly string[] {
  const { index = [], columns = [], values = [], aggfunc } = options ?? {};
  const byColumn: unknown = aggfunc;
  return [index, columns, values, typeof byColumn === "object" && byColumn !== null ? Object.keys(byColumn) : []].flatMap((names) => (typeof names === "string" || Array.isArray(names) ? listOf(names) : []));
}

/** A frame of these columns and one more, without rows. */
function withValues(given: readonly string[]): DataFrame {
  return withoutRows([...given, given.reduce((longest, name) => (name.length >= longest.length ? `${name}_` : longest), "value")]);
}

/** What can be another input. Throws ArgumentError for what cannot. */
function otherOf(verb: string, given: unknown): Other {
  if (given instanceof DataFrame || (typeof given === "object" && given !== null && "collect" in given && typeof given.collect === "function")) return given as Other;
  throw new ArgumentError(`${verb} of a pipeline takes frames and pipelines, not ${shown(given)}; make it one first: new DataFrame(…), DataFrame.fromRows(…)`);
}
