import type { Cell } from "../../cell.js";
import { NULL } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";

/** A column that is missing in every row: only its length is kept. */
export class NullBuilder implements Builder {
  readonly type = NULL;
  readonly full = false;
  length = 0;

  append(cell: Cell | undefined): void {
    if (cell !== null && cell !== undefined) throw badCell(cell, this.type, this.length);
    this.length++;
  }

  appendNull(): void {
    this.length++;
  }

  finish(): Vector {
    return new Vector(new Storage(this.type, this.length, {}));
  }
}
