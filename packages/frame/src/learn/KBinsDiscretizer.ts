import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { FLOAT64 } from "../data-types.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import { columnNamed, Table } from "../table.js";
import type { Open } from "../types.js";
import { checkByColumn, checkTable, checkWhole } from "../verbs/arguments/check-kind.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { indicators } from "../verbs/conversion/indicators.js";
import { floatColumn, floatsOf, newFloats } from "../verbs/numbers/floats.js";
import { binEdges, binOf, centreOf, type BinStrategy, type QuantileMethod } from "./bins.js";
import { ColumnwiseTransformer } from "./ColumnwiseTransformer.js";
import { cellToJson, columnsFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { mergeRising, risingOf, type Rising } from "./rising.js";

const ENCODINGS = ["onehot", "ordinal"] as const;
const STRATEGIES = ["uniform", "quantile", "kmeans"] as const;
const METHODS = ["averagedInvertedCdf", "linear"] as const;

/** How {@link KBinsDiscretizer} makes bins. */
export interface KBinsDiscretizerOptions<K extends string = string> {
  /** the columns to put in bins (default: all) */
  readonly columns?: readonly K[];
  /** how many bins (default 5), for all columns or by name */
  readonly nBins?: number | { readonly [column: string]: number };
  /** a column of 0 and 1 for each bin (default), or the number of the bin */
  readonly encode?: "onehot" | "ordinal";
  /** bins of equal width, of equal size (default), or around centres */
  readonly strategy?: BinStrategy;
  /** how edges of `"quantile"` lie between two numbers (default `"averagedInvertedCdf"`) */
  readonly quantileMethod?: QuantileMethod;
}

/**
 * Numbers in bins. Missing cells stay missing; with `"onehot"` all their columns are 0.
 * @example
 * ```ts
 * import { DataFrame, KBinsDiscretizer } from "@framepool/frame";
 * const bins = new KBinsDiscretizer({ nBins: 2, encode: "ordinal" });
 * bins.fitTransform(new DataFrame({ Fare: [1, 2, 30, 40] })).toColumns(); // → { Fare: [ 0, 0, 1, 1 ] }
 * bins.binEdges; // → { Fare: [ 1, 16, 40 ] }
 * ```
 */
export class KBinsDiscretizer<const K extends string = string> extends ColumnwiseTransformer<Rising, readonly number[]> {
  readonly nBins: number | { readonly [column: string]: number };
  readonly encode: "onehot" | "ordinal";
  readonly strategy: BinStrategy;
  readonly quantileMethod: QuantileMethod;
  protected readonly label = "KBinsDiscretizer";

  constructor(options: KBinsDiscretizerOptions<K> = {}) {
    const { columns, nBins = 5, encode = "onehot", strategy = "quantile", quantileMethod = "averagedInvertedCdf" } = checkOptions("KBinsDiscretizer", options, { columns: "names", nBins: "own", encode: ENCODINGS, strategy: STRATEGIES, quantileMethod: METHODS });
    super(columns);
    if (typeof nBins !== "number") checkByColumn("KBinsDiscretizer", "nBins", nBins);
    for (const [name, count] of typeof nBins === "number" ? [["", nBins] as const] : Object.entries(nBins)) checkWhole("KBinsDiscretizer", name === "" ? "nBins" : `nBins of "${name}"`, count, 2);
    this.nBins = nBins;
    this.encode = encode;
    this.strategy = strategy;
    this.quantileMethod = quantileMethod;
  }

  /** What {@link KBinsDiscretizer.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): KBinsDiscretizer {
    const read = readJson("KBinsDiscretizer", json);
    const { options } = read;
    const nBins = options.field("nBins");
    return new KBinsDiscretizer({
      ...columnsFromJson(options),
      nBins: nBins.isRecord ? Object.fromEntries(nBins.entries((count) => count.number())) : nBins.number(),
      encode: options.field("encode").word(ENCODINGS),
      strategy: options.field("strategy").word(STRATEGIES),
      quantileMethod: options.field("quantileMethod").word(METHODS),
    }).restored(read);
  }

  /** The edges of the bins of each column; one more than there are bins. */
  get binEdges(): { readonly [column in K]: readonly number[] } { return this.each((edges) => edges) as { readonly [column in K]: readonly number[] }; }

  /** The frame with bins for numbers: at their place as float64 (`"ordinal"`), or behind the others as `column_0.0` … */
  override transform<S>(frame: DataFrame<S>): DataFrame {
    if (this.encode === "ordinal") return makeFrame(this.inPlace(frame, (column, edges) => binOf(this.label, column, edges)));
    return makeFrame(this.inStead(frame, (column, edges) => {
      const bins = floatsOf(this.label, binOf(this.label, column, edges));
      const codes = new Int32Array(bins.length);
      for (let row = 0; row < codes.length; row++) codes[row] = bins[row] === bins[row] ? bins[row]! : -1;
      return indicators(edges.slice(1).map((_, bin) => binName(column.name, bin)), FLOAT64, codes, 0);
    }));
  }

  /** {@link KBinsDiscretizer.fit}, then {@link KBinsDiscretizer.transform}. */
  override fitTransform<S>(frame: DataFrame<S>): DataFrame { return this.fit(frame).transform(frame); }

  /** The frame with the middle of its bin for each number. */
  override inverseTransform(frame: DataFrame): DataFrame<Open> {
    if (this.encode === "ordinal") return makeFrame(this.inPlace(frame, (column, edges) => centreOf(this.label, column, edges)));
    return makeFrame(this.#fromFlags(frame));
  }

  protected override partOf(column: Column): Rising { return risingOf(this.label, column); }
  protected override merged(a: Rising, b: Rising): Rising { return mergeRising(a, b); }
  protected override finished(part: Rising, column: string): readonly number[] { return binEdges(part, this.#countOf(column), this.strategy, this.quantileMethod); }

  protected override options(): Json {
    const { columns, nBins, encode, strategy, quantileMethod } = this;
    return { ...(columns === null ? {} : { columns }), nBins, encode, strategy, quantileMethod };
  }

  protected override stateToJson(state: readonly number[]): Json { return state.map(cellToJson); }
  protected override stateFromJson(json: JsonReader): readonly number[] { return json.list((edge) => edge.number()); }

  #countOf(column: string): number {
    if (typeof this.nBins === "number") return this.nBins;
    return Object.hasOwn(this.nBins, column) ? this.nBins[column]! : 5;
  }

  #fromFlags(frame: Table): Table {
    checkTable(this.label, frame);
    const gone = new Set<string>();
    const made = [...this.fitted].map(([name, edges]) => {
      const bins = newFloats(frame.numRows).fill(NaN);
      for (let bin = 0; bin + 1 < edges.length; bin++) {
        gone.add(binName(name, bin));
        const flags = floatsOf(this.label, columnNamed(frame, binName(name, bin)));
        for (let row = 0; row < bins.length; row++) if (flags[row] === 1) bins[row] = bin;
      }
      return centreOf(this.label, floatColumn(name, bins), edges);
    });
    return new Table([...frame[COLUMNS].filter(({ name }) => !gone.has(name)), ...made], frame.numRows);
  }
}

function binName(column: string, bin: number): string {
  return `${column}_${String(bin)}.0`;
}
