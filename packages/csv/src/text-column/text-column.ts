import { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { bitmapBytes, Column, LazyStorage, Storage, take, Vector, type DataType, type LazyParts, type Reader, type StorageParts } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { cellRules, type CellRules } from "../types/cell-rules.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { areByColumn, wordsOf } from "../rows/missing.js";
import type { ColumnPlace } from "../rows/layout.js";
import { nameOf } from "../records/name-of.js";
import { wordTable, type WordTable } from "../scan/cells/word-table.js";
import { readTexts } from "./read-texts.js";
import { columnValues, copied, numberValues, readsNumbers, refusal, seenNumberValues, type ColumnValues, type NumberValues } from "./column-values.js";
import type { Table } from "../range/table.js";
import type { TextBlock } from "./TextBlock.js";

/** How cells are read, and where what is made of them lies. */
type Reading = Pick<Table, "options" | "isShared">;

/** A column still in its CSV bytes: validity, values and single cells are read when they are asked for. */
export function textColumn(block: TextBlock, { name, place }: ColumnPlace, type: DataType, table: Reading): Column {
  return Column.of(name, new Vector(new LazyStorage(type, block.index.rows, new FieldsOfBlock(block, name, place, type, table))));
}

/** Which fields of a block a storage stands for. */
export interface FieldsOf {
  readonly block: TextBlock;
  /** number of the field in a record */
  readonly place: number;
  /** row of the block for each row of the storage; null: all of them, in order */
  readonly rows: Int32Array | null;
  /** whether a reader that is told nothing would read the cells as these were read */
  readonly isPlain: boolean;
}

/** Whether a reader that is told nothing would read the texts of a column as these options do: no decimal comma, no words of one's own. */
export function readsPlain(options: CsvReadOptions, column: string): boolean {
  return options.naValues === undefined && cellRules(options, column).plain;
}

/** The fields that a storage stands for, or null if it is none of a text column. */
export function fieldsOf(storage: Storage): FieldsOf | null {
  return storage instanceof LazyStorage && (storage.source instanceof FieldsOfBlock || storage.source instanceof SelectedFields) ? storage.source : null;
}

/** Rows that the type of a text column cannot hold: reads all of it. */
export function refusedRows({ vectors: [vector] }: Column): readonly number[] {
  const { storage } = vector!;
  return storage instanceof LazyStorage && storage.source instanceof FieldsOfBlock ? storage.source.refused : [];
}

/**
 * Reads a column of numbers, and gives what its cells can be beside what its type says, as the flags of `types/classify.ts`. null, and
 * nothing is kept, where it is not of the numbers that a kernel reads, or a cell makes it another type.
 */
export function readSeen({ vectors: [vector] }: Column): number | null {
  const { storage } = vector!;
  return storage instanceof LazyStorage && storage.source instanceof FieldsOfBlock ? storage.source.seeNumbers() : null;
}

class FieldsOfBlock implements LazyParts, FieldsOf {
  readonly block: TextBlock;
  readonly place: number;
  readonly rows = null;
  readonly isSpelled = true;
  readonly #name: string;
  readonly #type: DataType;
  readonly #options: CsvReadOptions;
  readonly #isShared: boolean;
  #validity: Uint8Array | null | undefined;
  #read: ColumnValues | null = null;

  constructor(block: TextBlock, name: string, place: number, type: DataType, { options, isShared }: Reading) {
    this.block = block;
    this.place = place;
    this.#name = name;
    this.#type = type;
    this.#options = options;
    this.#isShared = isShared;
  }

  validity(): Uint8Array | null {
    if (this.#validity === undefined) {
      const { block, place } = this;
      block.assertOpen();
      if (readsNumbers(this.#type, this.#rules)) return this.#keep(numberValues(block, place, this.#type, this.#words, this.#isShared)).validity;
      const { validity, count } = block.scanner.missing({ index: block.index, column: place, words: this.#words });
      this.#validity = count === 0 ? null : copied(validity, this.#isShared);
    }
    return this.#validity;
  }

  get isPlain(): boolean {
    return readsPlain(this.#options, this.#name);
  }

  get refused(): readonly number[] {
    return this.#values().refused;
  }

  seeNumbers(): number | null {
    const seen = readsNumbers(this.#type, this.#rules) ? seenNumberValues(this.block, this.place, this.#type, this.#words, this.#isShared) : null;
    if (seen !== null) this.#keep(seen);
    return seen?.flags ?? null;
  }

  values(): Partial<StorageParts> {
    const { parts, refused } = this.#values();
    const [row] = refused;
    // Where bad lines are left out, no frame has these rows.
    if (row === undefined || leavesOutBad(this.#options)) return parts;
    const { block, place } = this;
    const { line, byte } = block.placeAt(block.index.starts[row]!);
    throw new CsvParseError(`${nameOf(block.file)}, line ${String(line)}, column "${this.#name}": ${refusal(block.cellText(row, place), this.#type)}`, { file: block.file, line, byte, column: this.#name });
  }

  reader(): Reader | null {
    return this.#type.kind === "utf8" ? readTexts(this.block, this.place, this.validity()) : null;
  }

  take(rows: Int32Array): Storage {
    return selected(null, this, rows, this.#type);
  }

  #values(): ColumnValues {
    if (this.#read === null) {
      const validity = this.validity();
      this.block.assertOpen();
      this.#read ??= columnValues(this.block, this.place, this.#type, validity, this.#rules, this.#isShared);
    }
    return this.#read;
  }

  #keep(numbers: NumberValues): NumberValues {
    this.#validity = numbers.validity;
    this.#read = numbers;
    return numbers;
  }

  get #rules(): CellRules {
    return cellRules(this.#options, this.#name);
  }

  get #words(): WordTable {
    return wordsFor(this.#options, this.#name);
  }
}

/** Some rows of a text column, in any order: what is asked for is picked from the whole column's. */
class SelectedFields implements LazyParts, FieldsOf {
  readonly block: TextBlock;
  readonly place: number;
  readonly rows: Int32Array;
  readonly isSpelled = true;
  readonly #whole: FieldsOfBlock;
  readonly #type: DataType;

  constructor(whole: FieldsOfBlock, rows: Int32Array, type: DataType) {
    this.block = whole.block;
    this.place = whole.place;
    this.rows = rows;
    this.#whole = whole;
    this.#type = type;
  }

  get isPlain(): boolean {
    return this.#whole.isPlain;
  }

  validity(): Uint8Array | null {
    const from = this.#whole.validity();
    if (from === null) return null;
    const { rows } = this;
    const bits = new Uint8Array(new SharedArrayBuffer(bitmapBytes(rows.length)));
    for (let i = 0; i < rows.length; i++) if (((from[rows[i]! >> 3]! >> (rows[i]! & 7)) & 1) !== 0) bits[i >> 3]! |= 1 << (i & 7);
    return bits;
  }

  values(): Partial<StorageParts> {
    const { block: { index } } = this;
    const whole = new Storage(this.#type, index.rows, { ...this.#whole.values(), validity: this.#whole.validity() });
    const { offsets, data, children, dictionary } = take(Column.of("", new Vector(whole)), this.rows).vectors[0]!.storage;
    return { offsets, data, children, dictionary };
  }

  reader(): Reader | null {
    const { rows } = this;
    // In another order it is quicker to read them all, and to pick.
    const read = isRising(rows) ? this.#whole.reader() : null;
    return read === null ? null : (row) => read(rows[row]!);
  }

  take(rows: Int32Array): Storage {
    return selected(this.rows, this.#whole, rows, this.#type);
  }
}

function isRising(rows: Int32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (rows[i]! < rows[i - 1]!) return false;
  return true;
}

/** Rows of rows, made once for all the columns of a part: they are selected by the same arrays. */
const composed = new WeakMap<Int32Array, WeakMap<Int32Array, Int32Array>>();

function selected(before: Int32Array | null, whole: FieldsOfBlock, rows: Int32Array, type: DataType): Storage {
  const own = before === null ? rows : rowsOf(before, rows);
  return new LazyStorage(type, own.length, new SelectedFields(whole, own, type));
}

function rowsOf(before: Int32Array, rows: Int32Array): Int32Array {
  const known = composed.get(before) ?? new WeakMap<Int32Array, Int32Array>();
  composed.set(before, known);
  const made = known.get(rows) ?? rows.map((row) => before[row]!);
  known.set(rows, made);
  return made;
}

/** tables by options, and by column where those say so: those of a run are made once in a worker */
const tables = new WeakMap<CsvReadOptions, Map<string, WordTable>>();

/** The words that mean a missing cell, as the kernel takes them. */
export function wordsFor(options: CsvReadOptions, name: string): WordTable {
  const byName = tables.get(options) ?? new Map<string, WordTable>();
  tables.set(options, byName);
  const key = areByColumn(options) ? name : "";
  const table = byName.get(key) ?? wordTable(wordsOf(options, name).map((word) => Buffer.from(word)));
  byName.set(key, table);
  return table;
}
