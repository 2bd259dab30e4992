import { Column, makeBuilder, STRING, typeName, type Builder, type Cell, type DataType, type Vector } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import type { ColumnPlace } from "../rows/layout.js";
import { missingWords, type Words } from "../rows/missing.js";
import { cellRules, type CellRules } from "../types/cell-rules.js";
import { convertText } from "../types/convert-text.js";
import { findTypes, type FindType } from "../types/find-type.js";
import type { CellParser } from "../types/parse-cell.js";

/** Rows that a column has room for at first. */
export const ROWS = 4096;

type Rows = readonly (readonly string[])[];

/** Cells of one column: null is missing, undefined what its type cannot hold. */
export type PageCells = readonly (Cell | undefined)[];

/** Takes the rows of a table, and makes one of its columns. */
export abstract class ColumnReader {
  readonly name: string;
  protected readonly place: number;
  protected readonly missing: Words;
  protected readonly rules: CellRules;
  readonly #built: DataType;
  readonly #vectors: Vector[] = [];
  #builder: Builder;

  /** `built` is the type of the cells until `finish`, and `capacity` how many rows are expected. */
  constructor({ name, place }: ColumnPlace, built: DataType, options: CsvReadOptions, capacity: number) {
    this.name = name;
    this.#built = built;
    this.#builder = makeBuilder(built, capacity);
    this.place = place;
    this.missing = missingWords(options, name);
    this.rules = cellRules(options, name);
  }

  /** Takes rows `[from, to)`. Gives the first whose cell the type cannot hold, the rows before it taken; -1 if all were. */
  add(rows: Rows, from: number, to: number): number {
    const { place, missing } = this;
    const builder = this.roomFor(to - from);
    for (let i = from; i < to; i++) {
      const text = rows[i]![place];
      if (text === undefined || missing.has(text)) {
        builder.appendNull();
        continue;
      }
      const cell = this.cellOf(text);
      if (cell === undefined) return i;
      builder.append(cell);
    }
    return -1;
  }

  /** Reads cells and takes none: for who must know which rows are bad before. */
  abstract read(rows: Rows): PageCells;
  /** Takes cells `[from, to)` of those that a reader of this column has read. */
  abstract take(cells: PageCells, from: number, to: number): void;
  abstract finish(): Column;

  /** Why a row is bad whose cell this cannot hold. */
  reason(row: readonly string[]): string {
    const text = row[this.place] ?? "";
    return `${JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)} is no ${this.kind}`;
  }

  /** The declared type, as errors name it. */
  protected abstract readonly kind: string;

  /** What is kept of a cell that is taken; undefined where the type cannot hold it. */
  protected abstract cellOf(text: string): Cell | undefined;

  protected roomFor(rows: number): Builder {
    if (this.#builder.full) {
      this.#vectors.push(this.#builder.finish());
      this.#builder = makeBuilder(this.#built, rows);
    }
    return this.#builder;
  }

  /** What was taken; one vector at least. */
  protected vectors(): Vector[] {
    const all = [...this.#vectors, this.#builder.finish()];
    const filled = all.filter(({ length }) => length > 0);
    return filled.length > 0 ? filled : all.slice(0, 1);
  }

  /** What is made of each cell that is there. */
  protected cellsOf(rows: Rows, cell: (text: string) => Cell | undefined): PageCells {
    const { place, missing } = this;
    return rows.map((row) => {
      const text = row[place];
      return text === undefined || missing.has(text) ? null : cell(text);
    });
  }
}

/** A column whose type is known before its first cell. */
export class TypedReader extends ColumnReader {
  readonly #type: DataType;
  readonly #parse: CellParser;

  constructor(column: ColumnPlace, type: DataType, options: CsvReadOptions, capacity: number) {
    super(column, type, options, capacity);
    this.#type = type;
    this.#parse = this.rules.parser(type);
  }

  read(rows: Rows): PageCells {
    return this.cellsOf(rows, this.#parse);
  }

  take(cells: PageCells, from: number, to: number): void {
    const builder = this.roomFor(to - from);
    for (let i = from; i < to; i++) builder.append(cells[i]);
  }

  finish(): Column {
    return new Column(this.name, this.#type, this.vectors());
  }

  protected get kind(): string {
    return typeName(this.#type);
  }

  protected cellOf(text: string): Cell | undefined {
    return this.#parse(text);
  }
}

/** A column that is kept as text until its last cell says what it is: a type found in all cells, or the unit of a timestamp. */
class TextReader extends ColumnReader {
  readonly #find: FindType;

  constructor(column: ColumnPlace, find: FindType, options: CsvReadOptions, capacity: number) {
    super(column, STRING, options, capacity);
    this.#find = find;
  }

  read(rows: Rows): PageCells {
    const find = this.#find;
    return this.cellsOf(rows, (text) => (find.refuses?.(text) === true ? undefined : text));
  }

  take(cells: PageCells, from: number, to: number): void {
    const find = this.#find;
    const builder = this.roomFor(to - from);
    for (let i = from; i < to; i++) {
      const cell = cells[i];
      // Only rows that count say what the type is.
      if (typeof cell === "string") find.see(cell);
      builder.append(cell);
    }
  }

  finish(): Column {
    const { type } = this.#find;
    return new Column(this.name, type, this.vectors().map((text) => convertText(text, type, this.rules)));
  }

  /** Of types that are found only the unit of a declared timestamp leaves cells that cannot be in the column. */
  protected get kind(): string {
    return "timestamp";
  }

  protected cellOf(text: string): string | undefined {
    return this.#find.see(text) ? text : undefined;
  }
}

/** A reader for each column, and what finds its type where that is open. */
export function columnReaders(places: readonly ColumnPlace[], types: readonly (DataType | null)[], options: CsvReadOptions): { reader: ColumnReader; find: FindType | null }[] {
  const finds = findTypes(places.map(({ name }) => name), types, options);
  return places.map((column, k) => {
    const find = finds[k] ?? null;
    if (find === null) return { reader: new TypedReader(column, types[k]!, options, ROWS), find };
    return { reader: new TextReader(column, find, options, ROWS), find };
  });
}
