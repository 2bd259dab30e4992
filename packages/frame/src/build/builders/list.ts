import { FrameError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { grown, sharedArray } from "../growing.js";
import { widened } from "./byte-cells.js";
import { Validity } from "./validity.js";

const FULL = 2 ** 30;

export type ListType = Extract<DataType, { kind: "list" }>;

/** Lists, their items laid end to end in one vector. The item type is what `items` has come to when all are in. */
export class ListBuilder implements Builder {
  readonly #declared: ListType;
  readonly #items: Builder;
  #ends: Int32Array;
  readonly #validity = new Validity();
  length = 0;

  constructor(type: ListType, items: Builder, capacity: number) {
    this.#declared = type;
    this.#items = items;
    this.#ends = sharedArray(Int32Array, capacity + 1);
  }

  get type(): ListType {
    return { ...this.#declared, item: { ...this.#declared.item, type: this.#items.type } };
  }

  get full(): boolean {
    return this.#items.full || this.#items.length >= FULL;
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.appendNull();
    if (!Array.isArray(cell)) throw badCell(cell, this.type, this.length);
    const list: readonly (Cell | undefined)[] = cell;
    const first = this.#items.length;
    try {
      for (let i = 0; i < list.length; i++) this.#items.append(list[i]);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      const item = this.#items.length - first;
      const why = error.message.replace(/^(?:row|item) \d+(?:, |: )/, "");
      throw new FrameError(`row ${String(this.length)}: item ${String(item)}: ${why}`, { row: this.length }, { cause: error });
    }
    this.#close();
  }

  appendNull(): void {
    this.#validity.markNull(this.length);
    this.#close();
  }

  finish(): Vector {
    const items = this.#items.finish();
    const type: ListType = { ...this.#declared, item: { ...this.#declared.item, type: items.type } };
    const ends = this.#ends.subarray(0, this.length + 1);
    const offsets = type.large ? widened(ends) : ends;
    return new Vector(new Storage(type, this.length, { offsets, children: [items], validity: this.#validity.finish(this.length) }));
  }

  #close(): void {
    if (this.length + 1 >= this.#ends.length) this.#ends = grown(Int32Array, this.#ends, this.length + 2);
    this.#ends[++this.length] = this.#items.length;
  }
}
