import type { Column } from "../../column.js";
import { numbersWithGaps, readsAsNumbers } from "../numbers/numbers-with-gaps.js";
import { notCompared } from "./column-codes.js";
import { marked, wordsOfFloats } from "./number-codes.js";
import { wordsOfPairs } from "./row-codes.js";
import { enteredCategories, enteredTexts } from "./text-codes.js";
import { TextTable } from "./text-table.js";
import { WordTable } from "./word-table.js";

/** Numbers the values of one column, part by part; all parts are of one type. */
interface ColumnNumbering {
  /** distinct values so far */
  readonly count: number;
  /** The number of each value, -1 where it is missing: new values get the next ones. A new array. */
  add(column: Column): Int32Array;
  close(): void;
}

/**
 * Numbers the distinct rows of key columns in order of first appearance, part by part as they come, so that each row is
 * looked at once. All parts are of the same types. Throws FrameError, naming `verb` and column, for a type whose values are not compared.
 */
export class KeyNumbering {
  readonly #dropna: boolean;
  readonly #columns: readonly ColumnNumbering[];
  readonly #pairs: readonly WordTable[];
  /** the number of a missing key, where that is the only one of a row; -1 before there is one */
  #missing = -1;

  /** `dropna`: a row of which a key is missing has no number; else that is a value like any other. */
  constructor(keys: readonly Column[], verb: string, dropna: boolean) {
    this.#dropna = dropna;
    const makers = keys.map((column) => makerOf(column, verb));
    const made: { close(): void }[] = [];
    const keep = <T extends { close(): void }>(each: T): T => (made.push(each), each);
    try {
      this.#columns = makers.map((make) => keep(make()));
      this.#pairs = keys.slice(1).map(() => keep(new WordTable()));
    } catch (error) {
      for (const each of made) each.close();
      throw error;
    }
  }

  /** The number of each row, -1 where it has none. A new array. */
  add(keys: readonly Column[]): Int32Array {
    const { count } = this.#columns[0]!;
    const [first, ...others] = keys.map((column, k) => this.#columns[k]!.add(column));
    if (others.length === 0 && !this.#dropna) this.#numberMissing(first!, count);
    return others.reduce((before, numbers, k) => this.#paired(before, numbers, this.#pairs[k]!), first!);
  }

  /** Nothing more is added: what it takes memory for is given back. */
  close(): void {
    for (const each of [...this.#columns, ...this.#pairs]) each.close();
  }

  /** A missing key has the number that is next when it comes: those of values that come later are one more. `count`: of values before these. */
  #numberMissing(numbers: Int32Array, count: number): void {
    if (this.#missing < 0 && !numbers.includes(-1)) return;
    let next = this.#missing < 0 ? count : count + 1;
    for (let row = 0; row < numbers.length; row++) {
      const number = numbers[row]!;
      if (number < 0 && this.#missing < 0) this.#missing = next;
      numbers[row] = number < 0 ? this.#missing : this.#missing >= 0 && number >= this.#missing ? number + 1 : number;
      if (numbers[row] === next) next++;
    }
  }

  #paired(a: Int32Array, b: Int32Array, table: WordTable): Int32Array {
    return this.#dropna ? pairs(a, b, table) : allPairs(a, b, table);
  }
}

function makerOf(column: Column, verb: string): () => ColumnNumbering {
  const { type } = column;
  if (readsAsNumbers(type)) return ofNumbers;
  if (type.kind === "utf8" || type.kind === "binary") return ofText;
  if (type.kind === "dictionary" && type.values.kind === "utf8") return ofCategories;
  throw notCompared(column, verb);
}

function ofText(): ColumnNumbering {
  const texts = new TextTable();
  return {
    get count() { return texts.count; },
    add: (column) => enteredTexts(column, texts),
    close: () => texts.close(),
  };
}

function ofNumbers(): ColumnNumbering {
  const table = new WordTable();
  return {
    get count() { return table.count; },
    add(column) {
      const { values } = numbersWithGaps(column);
      const codes = marked(values);
      table.enterAll(wordsOfIntegers(column) ?? wordsOfFloats(values), codes);
      return codes;
    },
    close: () => table.close(),
  };
}

/** Categories are in the table that no row has: their codes are numbered again, as rows have them. */
function ofCategories(): ColumnNumbering {
  const texts = new TextTable();
  const used = new WordTable();
  return {
    get count() { return used.count; },
    add(column) {
      const codes = enteredCategories(column, texts);
      return pairs(codes, codes, used);
    },
    close() {
      texts.close();
      used.close();
    },
  };
}

/** The words of integers of 64 bits, which floats may not hold; null for all others, whatever is in a part. */
function wordsOfIntegers({ vectors, length }: Column): Int32Array | null {
  const words = new Int32Array(2 * length);
  let at = 0;
  for (const { storage: { data }, offset, length: rows } of vectors) {
    if (!(data instanceof BigInt64Array || data instanceof BigUint64Array)) return null;
    words.set(new Int32Array(data.buffer, data.byteOffset + 8 * offset, 2 * rows), at);
    at += 2 * rows;
  }
  return words;
}

/** The numbers of pairs of numbers; -1 where one of both is missing. */
function pairs(a: Int32Array, b: Int32Array, table: WordTable): Int32Array {
  const codes = a.map((number, row) => (number < 0 || b[row]! < 0 ? -1 : 0));
  table.enterAll(wordsOfPairs(a, b), codes);
  return codes;
}

/** The same, where a missing number is one like any other. */
function allPairs(a: Int32Array, b: Int32Array, table: WordTable): Int32Array {
  const codes = new Int32Array(a.length);
  table.enterAll(wordsOfPairs(a, b), codes);
  return codes;
}
