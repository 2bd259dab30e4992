import { SchemaMismatchError } from "@framepool/errors";
import type { Column } from "../../../column.js";
import { concatColumns } from "../../../concat-columns.js";
import { typeName } from "../../../data-types.js";
import { keyIndex, type KeyIndex } from "../../keys/key-index.js";
import { risingCodes, type KeyNumbers } from "../../keys/rising-codes.js";
import type { JoinKeys } from "./join-keys.js";
import { keyRows, type KeyRows } from "./key-rows.js";

/** A number for each row's key, the same for equal keys of both sides; some may be nobody's. */
export interface JoinCodes {
  /** -1 where no row of the right has the key */
  readonly left: Int32Array;
  /** -1 where no row of the left has the key */
  readonly right: Int32Array;
  readonly count: number;
  /** whether they are known to rise with the keys, a missing one the last */
  readonly inOrder: boolean;
  /** The rows of the right by key; of the left for `"right"`. */
  readonly rows: () => KeyRows;
}

/** The index of one side, and its rows by key. */
class IndexedSide {
  readonly index: KeyIndex;
  readonly rows: KeyRows;

  constructor(keys: readonly Column[]) {
    this.index = keyIndex(keys, "merge");
    this.rows = keyRows(this.index.codes, this.index.count);
  }
}

/** The index of the right side, which is kept for further left sides. */
export class KnownSide {
  #types = "";
  #side: IndexedSide | null = null;

  /** The index of those keys: of the same columns each time, which are cast to what they have in common with those of the left. */
  of(keys: readonly Column[]): IndexedSide {
    const types = JSON.stringify(keys.map(({ type }) => type));
    if (this.#side === null || types !== this.#types) {
      this.close();
      this.#side = new IndexedSide(keys);
    }
    this.#types = types;
    return this.#side;
  }

  /** No more left sides come. */
  close(): void {
    this.#side?.index.close();
    this.#side = null;
  }
}

/** Codes of the keys of both sides, by an index of the right, or of the left for `"right"`: the order of the rows is that of the other side. */
export function joinCodes({ how, left, right }: JoinKeys, known: KnownSide): JoinCodes {
  const both = left.map((column, i) => stacked(column, right[i]!));
  const leftKeys = both.map((column, i) => column.slice(0, left[i]!.length));
  const rightKeys = both.map((column, i) => column.slice(left[i]!.length, column.length));
  if (how === "right") {
    const { index, rows } = new IndexedSide(leftKeys);
    const found = index.find(rightKeys);
    index.close();
    return { left: index.codes, right: found, count: index.count, inOrder: false, rows: () => rows };
  }
  const { index, rows } = known.of(rightKeys);
  return { left: index.find(leftKeys), right: index.codes, count: index.count, inOrder: false, rows: () => rows };
}

/** The same, where keys that only one side has are told apart, too; for `"outer"` they rise with the keys, where `risingCodes` knows them. */
export function codesOfBoth({ how, left, right }: JoinKeys): JoinCodes {
  const both = left.map((column, i) => stacked(column, right[i]!));
  const rising = how === "outer" ? risingCodes(both) : null;
  const { codes, count } = rising ?? numbersOf(both);
  const numRows = left[0]!.length;
  const [ofLeft, ofRight] = [codes.subarray(0, numRows), codes.subarray(numRows)];
  return { left: ofLeft, right: ofRight, count, inOrder: rising !== null, rows: () => keyRows(how === "right" ? ofLeft : ofRight, count) };
}

function numbersOf(keys: readonly Column[]): KeyNumbers {
  const index = keyIndex(keys, "merge");
  index.close();
  return index;
}

function stacked(left: Column, right: Column): Column {
  try {
    return concatColumns(left.name, [left, right]);
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new SchemaMismatchError(`merge: keys "${left.name}" (${typeName(left.type)}) and "${right.name}" (${typeName(right.type)}) have no type in common; make them one type first`, { column: left.name }, { cause: error });
  }
}
