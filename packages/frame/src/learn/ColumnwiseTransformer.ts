import { ArgumentError, markKind, StateError } from "@framepool/errors";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import type { DataFrame } from "../DataFrame.js";
import { columnNamed, Table } from "../table.js";
import { checkTable } from "../verbs/arguments/check-kind.js";
import { FIT, isFitSource, type FitSource } from "./fit-source.js";
import type { Json, ReadJson, TransformerJson } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import type { FitPart, Transformer } from "./Transformer.js";

/** What was learned of a column, and of how many rows: of none, whatever was learned is nothing to go by. */
interface Learned<P> {
  readonly rows: number;
  readonly part: P;
}

type Parts<P> = readonly (readonly [column: string, learned: Learned<P>])[];

/** What is learned of columns one by one: a part `P` of some rows, and in the end `F`. */
export abstract class ColumnwiseTransformer<P, F> implements Transformer {
  static {
    markKind(this, "a transformer");
  }

  /** the columns that are learned from and changed; null: all that the frame has when it is fitted */
  readonly columns: readonly string[] | null;
  #fitted: ReadonlyMap<string, F> | null = null;

  constructor(columns: readonly string[] | undefined) {
    this.columns = columns === undefined ? null : [...columns];
  }

  fit(frame: DataFrame): this;
  fit(rows: FitSource): Promise<this>;
  fit(rows: DataFrame | FitSource): this | Promise<this> {
    return isFitSource(rows) ? rows[FIT](this).then((part) => this.finish(part as FitPart)) : this.finish(this.partial(rows));
  }

  abstract transform(frame: DataFrame): DataFrame;

  abstract fitTransform(frame: DataFrame): DataFrame;

  abstract inverseTransform(frame: DataFrame): DataFrame;

  partial(frame: DataFrame): FitPart {
    checkTable(this.label, frame);
    const names = this.columns ?? frame.columns;
    return names.map((name) => [name, { rows: frame.numRows, part: this.partOf(columnNamed(frame, name)) } satisfies Learned<P>] as const);
  }

  merge(a: FitPart, b: FitPart): FitPart {
    const others = new Map(b as Parts<P>);
    return (a as Parts<P>).map(([name, { rows, part }]) => {
      const other = others.get(name);
      if (other === undefined) throw new ArgumentError(`${this.label}: only one of the parts to merge has learned of column "${name}"`);
      return [name, { rows: rows + other.rows, part: this.merged(part, other.part) } satisfies Learned<P>] as const;
    });
  }

  finish(part: FitPart): this {
    const learned = part as Parts<P>;
    // A part may well be empty; all of them together, as in scikit-learn, may not.
    if (learned.some(([, { rows }]) => rows === 0)) throw new ArgumentError(`${this.label}: there are no rows to learn from; fit needs at least one`);
    this.#fitted = new Map(learned.map(([name, own]) => [name, this.finished(own.part, name)]));
    return this;
  }

  toJSON(): TransformerJson {
    const fitted = this.#fitted === null ? null : [...this.#fitted].map(([name, state]) => [name, this.stateToJson(state)] as const);
    return { transformer: this.label, options: this.options(), fitted };
  }

  /** Takes over what JSON says was fitted. */
  protected restored({ fitted }: ReadJson): this {
    this.#fitted = fitted === null ? null : new Map(fitted.map(([name, state]) => [name, this.stateFromJson(state)]));
    return this;
  }

  /** What was learned, by column. Throws StateError before the first `fit`. */
  protected get fitted(): ReadonlyMap<string, F> {
    if (this.#fitted === null) throw new StateError(`this ${this.label} has learned nothing yet: call fit(frame) first`);
    return this.#fitted;
  }

  /** One thing of what was learned, by column. */
  protected each<R>(of: (state: F) => R): { [column: string]: R } {
    return Object.fromEntries([...this.fitted].map(([name, state]) => [name, of(state)]));
  }

  /** The frame with each learned column as `change` makes it, at its place; all others as they are. */
  protected inPlace(frame: Table, change: (column: Column, state: F) => Column): Table {
    checkTable(this.label, frame);
    const { fitted } = this;
    for (const name of fitted.keys()) columnNamed(frame, name); // throws for one that is not there
    const columns = frame[COLUMNS].map((column) => (fitted.has(column.name) ? change(column, fitted.get(column.name)!) : column));
    return new Table(columns, frame.numRows);
  }

  /** The frame without the learned columns, and behind the others what `make` makes of each. */
  protected inStead(frame: Table, make: (column: Column, state: F) => readonly Column[]): Table {
    checkTable(this.label, frame);
    const { fitted } = this;
    const made = [...fitted].flatMap(([name, state]) => make(columnNamed(frame, name), state));
    return new Table([...frame[COLUMNS].filter(({ name }) => !fitted.has(name)), ...made], frame.numRows);
  }

  /** Name of the class, for errors and JSON. */
  protected abstract readonly label: string;
  protected abstract partOf(column: Column): P;
  protected abstract merged(a: P, b: P): P;
  protected abstract finished(part: P, column: string): F;
  protected abstract options(): Json;
  protected abstract stateToJson(state: F): Json;
  /** Throws ArgumentError for what `stateToJson` does not give. */
  protected abstract stateFromJson(json: JsonReader): F;
}
