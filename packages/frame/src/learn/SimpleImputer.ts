import { FrameError } from "@framepool/errors";
import type { Aggregate } from "../aggregates/aggregate.js";
import { mean } from "../aggregates/mean.js";
import { median } from "../aggregates/quantile.js";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { FLOAT64 } from "../data-types.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import { columnNamed, Table } from "../table.js";
import type { Imputed, Open } from "../types.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { boolColumn } from "../verbs/cells/flags.js";
import { missingFlags } from "../verbs/cells/missing.js";
import { presentBits } from "../verbs/cells/present.js";
import { indicators } from "../verbs/conversion/indicators.js";
import { where } from "../verbs/elementwise/where.js";
import { fillna } from "../verbs/missing/fillna.js";
import { ColumnwiseTransformer } from "./ColumnwiseTransformer.js";
import { cellToJson, columnsFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { finishStates, mergeStates, statesOf, type States } from "./states.js";
import { mergeTallies, mostFrequent, tallyOf, type Tally } from "./tally.js";

/** What a missing cell becomes. */
const STRATEGIES = ["mean", "median", "mostFrequent", "constant"] as const;
export type ImputeStrategy = (typeof STRATEGIES)[number];

/** How {@link SimpleImputer} fills. */
export interface SimpleImputerOptions<K extends string = string> {
  /** the columns to fill (default: all) */
  readonly columns?: readonly K[];
  /** default `"mean"` */
  readonly strategy?: ImputeStrategy;
  /** the value of `"constant"` (default: 0 for numbers, `missing_value` for text) */
  readonly fillValue?: Cell;
  /** a column `missingindicator_…` of 0 and 1 behind the others, for each column with missing cells at `fit` */
  readonly addIndicator?: boolean;
  /** keep a column without any value, filled with `fillValue`, 0 or `missing_value`; it is left out else */
  readonly keepEmptyFeatures?: boolean;
}

type Part =
  | { readonly of: "mean" | "median"; readonly learned: States; readonly missing: boolean }
  | { readonly of: "tally"; readonly learned: Tally; readonly missing: boolean };

const AGGREGATES: Readonly<Record<"mean" | "median", readonly Aggregate[]>> = { mean: [mean], median: [median] };

interface Fitted {
  /** null: there is no value */
  readonly value: Cell;
  readonly missing: boolean;
}

const INDICATOR = "missingindicator_";

/**
 * Missing cells filled with the mean, the median or the most frequent value (of several the least) of their column, or with
 * a constant.
 * @example
 * ```ts
 * import { DataFrame, SimpleImputer } from "@framepool/frame";
 * const train = new DataFrame({ Age: [20, null, 40], Port: ["S", "S", null] });
 * new SimpleImputer({ columns: ["Age"] }).fitTransform(train).toColumns(); // → { Age: [ 20, 30, 40 ], Port: [ 'S', 'S', null ] }
 * new SimpleImputer({ strategy: "mostFrequent" }).fit(train).statistics; // → { Age: 20, Port: 'S' }
 * ```
 */
export class SimpleImputer<const K extends string = string> extends ColumnwiseTransformer<Part, Fitted> {
  readonly strategy: ImputeStrategy;
  readonly fillValue: Cell;
  readonly addIndicator: boolean;
  readonly keepEmptyFeatures: boolean;
  protected readonly label = "SimpleImputer";

  constructor(options: SimpleImputerOptions<K> = {}) {
    const { columns, strategy = "mean", fillValue = null, addIndicator = false, keepEmptyFeatures = false } = checkOptions("SimpleImputer", options, { columns: "names", strategy: STRATEGIES, fillValue: "cell", addIndicator: "flag", keepEmptyFeatures: "flag" });
    super(columns);
    this.strategy = strategy;
    this.fillValue = fillValue;
    this.addIndicator = addIndicator;
    this.keepEmptyFeatures = keepEmptyFeatures;
  }

  /** What {@link SimpleImputer.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): SimpleImputer {
    const read = readJson("SimpleImputer", json);
    const { options } = read;
    return new SimpleImputer({
      ...columnsFromJson(options),
      strategy: options.field("strategy").word(STRATEGIES),
      fillValue: options.field("fillValue").cell(),
      addIndicator: options.field("addIndicator").flag(),
      keepEmptyFeatures: options.field("keepEmptyFeatures").flag(),
    }).restored(read);
  }

  /** What each column is filled with; null where there was no value to learn from. */
  get statistics(): { readonly [column in K]: Cell } { return this.each(({ value }) => value) as { readonly [column in K]: Cell }; }

  /** The frame without missing cells in its columns. Integers that are filled with a fraction become float64. */
  override transform<S>(frame: DataFrame<S>): DataFrame<Imputed<S, K>> { return makeFrame(this.#filled(frame)); }

  /** {@link SimpleImputer.fit}, then {@link SimpleImputer.transform}. */
  override fitTransform<S>(frame: DataFrame<S>): DataFrame<Imputed<S, K>> { return this.fit(frame).transform(frame); }

  /** The frame with the cells missing again that the indicator columns say were. Throws FrameError for an imputer without `addIndicator`. */
  override inverseTransform(frame: DataFrame): DataFrame<Open> { return makeFrame(this.#emptied(frame)); }

  protected override partOf(column: Column): Part {
    const missing = presentBits(column) !== null;
    const { strategy } = this;
    if (strategy === "mean" || strategy === "median") return { of: strategy, learned: statesOf(AGGREGATES[strategy], this.label, column), missing };
    return { of: "tally", learned: tallyOf(this.label, column), missing };
  }

  protected override merged(a: Part, b: Part): Part {
    const missing = a.missing || b.missing;
    if (a.of !== "tally" && a.of === b.of) return { of: a.of, learned: mergeStates(AGGREGATES[a.of], a.learned, b.learned), missing };
    if (a.of === "tally" && b.of === "tally") return { of: "tally", learned: mergeTallies(a.learned, b.learned), missing };
    throw new FrameError("SimpleImputer: parts of two strategies do not merge");
  }

  protected override finished(part: Part): Fitted {
    const value = this.#valueOf(part);
    return { value: Number.isNaN(value) || value === null ? this.#valueOfNothing(part) : value, missing: part.missing };
  }

  protected override options(): Json {
    const { columns, strategy, fillValue, addIndicator, keepEmptyFeatures } = this;
    return { ...(columns === null ? {} : { columns }), strategy, fillValue: cellToJson(fillValue), addIndicator, keepEmptyFeatures };
  }

  protected override stateToJson({ value, missing }: Fitted): Json { return { value: cellToJson(value), missing }; }
  protected override stateFromJson(json: JsonReader): Fitted { return { value: json.field("value").cell(), missing: json.field("missing").flag() }; }

  #valueOf(part: Part): Cell {
    if (part.of !== "tally") return finishStates(AGGREGATES[part.of], part.learned)[0]!;
    if (this.strategy === "mostFrequent") return mostFrequent(part.learned);
    if (part.learned.counts.length === 0) return null;
    return this.fillValue ?? defaultOf(part);
  }

  #valueOfNothing(part: Part): Cell { return this.keepEmptyFeatures ? (this.fillValue ?? defaultOf(part)) : null; }

  #filled(frame: Table): Table {
    const filled = this.inPlace(frame, (column, { value }) => fillna(column, value));
    const kept = filled[COLUMNS].filter(({ name }) => this.fitted.get(name)?.value !== null);
    return new Table(this.addIndicator ? [...kept, ...this.#indicators(frame)] : kept, frame.numRows);
  }

  #indicators(frame: Table): Column[] {
    return [...this.fitted].filter(([, { missing }]) => missing).flatMap(([name]) => indicators([`${INDICATOR}${name}`], FLOAT64, Int32Array.from(missingFlags(columnNamed(frame, name))), 1));
  }

  #emptied(frame: Table): Table {
    if (!this.addIndicator) throw new FrameError("SimpleImputer: only with addIndicator: true can it be told which cells were missing");
    const emptied = this.inPlace(frame, (column, { missing }) => {
      if (!missing) return column;
      const flags = columnNamed(frame, `${INDICATOR}${column.name}`);
      return where(column, boolColumn("", missingAgain(flags)), null, false);
    });
    return new Table(emptied[COLUMNS].filter(({ name }) => !name.startsWith(INDICATOR) || !this.fitted.has(name.slice(INDICATOR.length))), frame.numRows);
  }
}

/** A value of the column's kind that says nothing. */
function defaultOf(part: Part): Cell {
  const kind = part.of === "tally" ? part.learned.type.kind : "float";
  return kind === "utf8" || kind === "dictionary" ? "missing_value" : 0;
}

function missingAgain(flags: Column): Uint8Array {
  return Uint8Array.from({ length: flags.length }, (_, row) => (flags.get(row) === 1 ? 1 : 0));
}
