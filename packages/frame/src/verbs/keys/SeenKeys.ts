import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { sameType } from "../../data-types.js";
import { take } from "../take/take.js";
import { KeyNumbering } from "./KeyNumbering.js";
import { isOutOfAddresses } from "./KeyTable.js";

/** What rows of a part are among the keys that were seen. */
export interface SeenRows {
  /** the number of each row's key, -1 where it has none */
  readonly numbers: Int32Array;
  /** the rows whose keys no row before them has: these have the next numbers */
  readonly fresh: Int32Array;
}

/** The distinct rows of key columns, numbered in order of first appearance, part by part as they come: each row is looked at once. */
export class SeenKeys {
  readonly #verb: string;
  readonly #dropna: boolean;
  #numbering: KeyNumbering | null = null;
  #types: readonly Column[] = [];
  /** there were no addresses for tables that last: others, which are there for one call, may do */
  #isOff = false;
  /** the keys of each part that no part before it has */
  readonly #fresh: (readonly Column[])[] = [];
  #count = 0;

  /** `dropna`: rows of which a key is missing have no number; else that is a value like any other. */
  constructor(verb: string, dropna: boolean) {
    this.#verb = verb;
    this.#dropna = dropna;
  }

  get count(): number {
    return this.#count;
  }

  /** Adds the rows of a part; null, and nothing is added, where its columns have other types than those before, it has none, or tables cannot be had. */
  add(keys: readonly Column[]): SeenRows | null {
    const numbering = keys.length > 0 && this.#fits(keys) ? (this.#numbering ?? this.#begin(keys)) : null;
    if (numbering === null) return null;
    const numbers = numbering.add(keys);
    const fresh = new Int32Array(numbers.length);
    let found = 0;
    for (let row = 0; row < numbers.length; row++) {
      if (numbers[row] !== this.#count) continue;
      fresh[found++] = row;
      this.#count++;
    }
    const rows = fresh.subarray(0, found);
    this.#fresh.push(found === numbers.length ? keys : keys.map((column) => take(column, rows)));
    return { numbers, fresh: rows };
  }

  /** All keys that were added, in order of their numbers; null if no part was. */
  keys(): readonly Column[] | null {
    return this.#fresh[0]?.map(({ name }, k) => concatColumns(name, this.#fresh.map((columns) => columns[k]!))) ?? null;
  }

  /** Nothing more is added: what it takes memory for is given back. */
  close(): void {
    this.#numbering?.close();
  }

  #begin(keys: readonly Column[]): KeyNumbering | null {
    if (this.#isOff) return null;
    try {
      this.#numbering = new KeyNumbering(keys, this.#verb, this.#dropna);
      this.#types = keys;
    } catch (error) {
      if (!isOutOfAddresses(error)) throw error;
      this.#isOff = true;
    }
    return this.#numbering;
  }

  #fits(keys: readonly Column[]): boolean {
    return this.#types.every(({ type }, k) => sameType(type, keys[k]!.type));
  }
}
