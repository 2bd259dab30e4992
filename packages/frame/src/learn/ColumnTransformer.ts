import { ArgumentError, markKind } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import { columnNamed, Table } from "../table.js";
import { checkTable, checkText } from "../verbs/arguments/check-kind.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { columnList } from "../verbs/arguments/column-names.js";
import { FIT, isFitSource, type FitSource } from "./fit-source.js";
import { parsed, readJson, type Json, type TransformerJson } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { KBinsDiscretizer } from "./KBinsDiscretizer.js";
import { MinMaxScaler } from "./MinMaxScaler.js";
import { OneHotEncoder } from "./OneHotEncoder.js";
import { OrdinalEncoder } from "./OrdinalEncoder.js";
import { RobustScaler } from "./RobustScaler.js";
import { SimpleImputer } from "./SimpleImputer.js";
import { StandardScaler } from "./StandardScaler.js";
import type { FitPart, Transformer } from "./Transformer.js";

const REMAINDERS = ["drop", "passthrough"] as const;
/** JSON of transformers within transformers is read so far: deeper, the stack would end. */
const DEEPEST = 100;

/** One part of the work: a name, what does it, and the columns that it does it to. */
export type TransformerStep = readonly [name: string, transformer: Transformer | "passthrough" | "drop", columns: readonly string[]];

/** What {@link ColumnTransformer} does beside its steps. */
export interface ColumnTransformerOptions {
  /** what becomes of the columns that no step names: they are left out (default), or come last as they are */
  readonly remainder?: "drop" | "passthrough";
  /** begin the names of the new columns with that of their step (`num__Age`; default true) */
  readonly verboseFeatureNamesOut?: boolean;
}

/**
 * Several transformers side by side, each for its own columns; their results in order make the new frame.
 * @example
 * ```ts
 * import { ColumnTransformer, DataFrame, OneHotEncoder, StandardScaler } from "@framepool/frame";
 * const prepare = new ColumnTransformer([
 *   ["num", new StandardScaler(), ["Fare"]],
 *   ["cat", new OneHotEncoder({ dtype: "int8" }), ["Sex"]],
 * ], { verboseFeatureNamesOut: false });
 * const train = new DataFrame({ Sex: ["male", "female"], Fare: [7, 9], Name: ["a", "b"] });
 * prepare.fitTransform(train).toColumns(); // → { Fare: [ -1, 1 ], Sex_female: [ 0, 1 ], Sex_male: [ 1, 0 ] }
 * ```
 */
export class ColumnTransformer implements Transformer {
  static {
    markKind(this, "a transformer");
  }

  readonly transformers: readonly TransformerStep[];
  readonly remainder: "drop" | "passthrough";
  readonly verboseFeatureNamesOut: boolean;

  /** Throws ArgumentError for what are no steps, and for two of one name. */
  constructor(transformers: readonly TransformerStep[], options: ColumnTransformerOptions = {}) {
    const { remainder = "drop", verboseFeatureNamesOut = true } = checkOptions("ColumnTransformer", options, { remainder: REMAINDERS, verboseFeatureNamesOut: "flag" });
    checkSteps(transformers);
    const names = transformers.map(([name]) => name);
    if (new Set(names).size < names.length) throw new ArgumentError(`ColumnTransformer: two of the steps ${names.join(", ")} have one name`);
    this.transformers = transformers;
    this.remainder = remainder;
    this.verboseFeatureNamesOut = verboseFeatureNamesOut;
  }

  /** What {@link ColumnTransformer.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): ColumnTransformer {
    return ColumnTransformer.#read(json, 1);
  }

  /** Every transformer learns from its own columns. */
  fit(frame: DataFrame): this;
  /** The same of rows that come in parts, such as a pipeline's, in one pass. */
  fit(rows: FitSource): Promise<this>;
  fit(rows: DataFrame | FitSource): this | Promise<this> {
    return isFitSource(rows) ? rows[FIT](this).then((part) => this.finish(part as FitPart)) : this.finish(this.partial(rows));
  }

  /** The new frame. Throws FrameError for two columns of one name: `verboseFeatureNamesOut` tells them apart. */
  transform(frame: DataFrame): DataFrame { return makeFrame(this.#transformed(frame)); }

  /** {@link ColumnTransformer.fit}, then {@link ColumnTransformer.transform}. */
  fitTransform(frame: DataFrame): DataFrame { return this.fit(frame).transform(frame); }

  /** scikit-learn has none either: what was left out cannot come back. Throws ArgumentError. */
  inverseTransform(_frame: DataFrame): DataFrame {
    throw new ArgumentError("a ColumnTransformer has no inverse, since it may leave columns out; ask its transformers");
  }

  partial(frame: DataFrame): FitPart {
    checkTable("ColumnTransformer", frame);
    return this.#active().map(([name, transformer, columns]) => [name, transformer.partial(selected(frame, columns))] as const);
  }

  merge(a: FitPart, b: FitPart): FitPart {
    const others = new Map(b);
    return this.#active().map(([name, transformer], i) => [name, transformer.merge(a[i]![1] as FitPart, others.get(name) as FitPart)] as const);
  }

  finish(part: FitPart): this {
    const parts = new Map(part);
    for (const [name, transformer] of this.#active()) transformer.finish(parts.get(name) as FitPart);
    return this;
  }

  toJSON(): TransformerJson {
    const { remainder, verboseFeatureNamesOut } = this;
    const steps = this.transformers.map(([name, step, columns]): Json => [name, typeof step === "string" ? step : (step.toJSON() as unknown as Json), columns]);
    return { transformer: "ColumnTransformer", options: { steps, remainder, verboseFeatureNamesOut }, fitted: null };
  }

  static #read(json: unknown, depth: number): ColumnTransformer {
    const { options } = readJson("ColumnTransformer", json);
    const steps = options.field("steps").list((each): TransformerStep => {
      const [name, step, columns] = each.tuple(3);
      return [name!.text(), ColumnTransformer.#step(step!, depth), columns!.list((column) => column.text())];
    });
    return new ColumnTransformer(steps, { remainder: options.field("remainder").word(REMAINDERS), verboseFeatureNamesOut: options.field("verboseFeatureNamesOut").flag() });
  }

  static #step(json: JsonReader, depth: number): TransformerStep[1] {
    if (!json.isRecord) return json.word(["drop", "passthrough"] as const);
    if (depth >= DEEPEST) throw json.refused(`no more than ${String(DEEPEST)} transformers deep`);
    return json.field("transformer").text() === "ColumnTransformer" ? ColumnTransformer.#read(json.value, depth + 1) : transformerFromJSON(json.value);
  }

  #active(): (readonly [name: string, transformer: Transformer, columns: readonly string[]])[] {
    return this.transformers.flatMap(([name, transformer, columns]) => (typeof transformer === "string" ? [] : [[name, transformer, columns] as const]));
  }

  #transformed(frame: DataFrame): Table {
    checkTable("ColumnTransformer", frame);
    const made = this.transformers.flatMap(([name, step, columns]) => {
      if (step === "drop") return [];
      const given = selected(frame, columns);
      return this.#named(name, step === "passthrough" ? given[COLUMNS] : step.transform(given)[COLUMNS]);
    });
    if (this.remainder === "drop") return new Table(made, frame.numRows);
    const used = new Set(this.transformers.flatMap(([, , columns]) => columns));
    return new Table([...made, ...this.#named("remainder", frame[COLUMNS].filter(({ name }) => !used.has(name)))], frame.numRows);
  }

  #named(step: string, columns: readonly Column[]): Column[] {
    return columns.map((column) => (this.verboseFeatureNamesOut ? column.named(`${step}__${column.name}`) : column));
  }
}

/** Throws ArgumentError for what is no list of steps. */
function checkSteps(given: unknown): void {
  if (!Array.isArray(given)) throw new ArgumentError(`ColumnTransformer takes a list of steps, ${A_STEP}, not ${shown(given)}`);
  for (const [i, step] of (given as readonly unknown[]).entries()) {
    if (!Array.isArray(step) || step.length !== 3) throw new ArgumentError(`ColumnTransformer: step ${String(i)} is ${shown(step)}; give ${A_STEP}`);
    const [name, transformer, columns] = step as readonly unknown[];
    checkText("ColumnTransformer", `the name of step ${String(i)}`, name);
    if (!isTransformer(transformer)) throw new ArgumentError(`ColumnTransformer: step "${name}" has ${shown(transformer)} for its transformer; give one, "passthrough" or "drop"`);
    columnList("ColumnTransformer", `columns of step "${name}"`, columns);
  }
}

const A_STEP = '["name", transformer, ["column"]]';

function isTransformer(given: unknown): boolean {
  return given === "passthrough" || given === "drop" || (typeof given === "object" && given !== null && "partial" in given && "transform" in given && "toJSON" in given);
}

function selected(frame: DataFrame, columns: readonly string[]): DataFrame {
  return makeFrame(new Table(columns.map((name) => columnNamed(frame, name)), frame.numRows));
}

/** The classes of transformers, by the name that JSON gives them. */
const CLASSES: Readonly<Record<string, { fromJSON(json: unknown): Transformer }>> = {
  ColumnTransformer, KBinsDiscretizer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler,
};

/**
 * The transformer of any class that `toJSON` gave, or the text of it. Throws ArgumentError for anything else.
 * @example
 * ```ts
 * import { DataFrame, MinMaxScaler, transformerFromJSON } from "@framepool/frame";
 * const text = JSON.stringify(new MinMaxScaler().fit(new DataFrame({ a: [0, 4] })));
 * transformerFromJSON(text).transform(new DataFrame({ a: [1] })).toColumns(); // → { a: [ 0.25 ] }
 * ```
 */
export function transformerFromJSON(json: unknown): Transformer {
  const read = parsed(json);
  const name = typeof read === "object" && read !== null && "transformer" in read && typeof read.transformer === "string" ? read.transformer : "";
  if (!Object.hasOwn(CLASSES, name)) throw new ArgumentError(`transformerFromJSON takes what toJSON of a transformer gave, or the text of it, not ${shown(json)} (there are ${Object.keys(CLASSES).join(", ")})`);
  return CLASSES[name]!.fromJSON(read);
}
