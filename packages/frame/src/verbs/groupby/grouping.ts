import { groupRows, type GroupRows } from "../../aggregates/group-rows.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { columnNamed, Table } from "../../table.js";
import { columnList } from "../arguments/column-names.js";
import { orderRows } from "../sort/order-rows.js";

/** What groups are made of: keys, bins of time, or all rows, which are one group. */
type GroupsOf = "keys" | "bins" | "whole";

/** Rows in groups: a number for each row, and the keys of each number. */
export class Grouping {
  readonly table: Table;
  /** the key columns, one row for each group */
  readonly keys: readonly Column[];
  /** the group of each row; -1 for none */
  readonly codes: Int32Array;
  readonly count: number;
  readonly made: GroupsOf;
  readonly #findOrder: () => Int32Array | null;
  #order: Int32Array | null | undefined;
  #rows: GroupRows | undefined;

  constructor(table: Table, keys: readonly Column[], codes: Int32Array, count: number, findOrder: () => Int32Array | null = () => null, made: GroupsOf = "keys") {
    this.table = table;
    this.keys = keys;
    this.codes = codes;
    this.count = count;
    this.#findOrder = findOrder;
    this.made = made;
  }

  /** The same groups of the keys and these columns. */
  select(names: readonly string[]): Grouping {
    const list = columnList("groupby.select", "columns", names);
    const columns = [...new Set([...this.keys.map(({ name }) => name), ...list])].map((name) => columnNamed(this.table, name));
    return new Grouping(new Table(columns, this.table.numRows), this.keys, this.codes, this.count, () => this.order, this.made);
  }

  /** All rows in the order that those of a group have; null: as they are. Found when first asked for: most aggregates need none. */
  get order(): Int32Array | null {
    return this.#order === undefined ? (this.#order = this.#findOrder()) : this.#order;
  }

  /** The rows of each group, in order; found when first asked for. */
  get rows(): GroupRows {
    return (this.#rows ??= groupRows(this.codes, this.count, this.order));
  }

  /** The columns that are no keys. */
  get others(): readonly Column[] {
    const names = new Set(this.keys.map(({ name }) => name));
    return this.table[COLUMNS].filter(({ name }) => !names.has(name));
  }
}

/** All rows as one group, which is there without rows too. */
export function wholeGroup(table: Table): Grouping {
  return new Grouping(table, [], new Int32Array(table.numRows), 1, () => null, "whole");
}

/** Groups in the order of their keys, missing ones last. */
export function sortedGroups(keys: readonly Column[], count: number): Int32Array {
  return orderRows(keys.map((column) => ({ column, ascending: true })), count, "last", "groupby");
}

/** Codes after `order[place]` has become `place`, written over. */
export function moved(codes: Int32Array, order: Int32Array): Int32Array {
  if (order.every((code, place) => code === place)) return codes;
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = places[codes[row]!]!;
  return codes;
}
