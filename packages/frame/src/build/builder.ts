import type { Cell } from "../cell.js";
import type { DataType } from "../data-types.js";
import type { Vector } from "../vector.js";

/** Cells in order → one vector, on SharedArrayBuffer. */
export interface Builder {
  readonly type: DataType;
  readonly length: number;
  /** Throws FrameError, naming value, type and row, for a cell that the type cannot hold. */
  append(cell: Cell): void;
  appendNull(): void;
  /** The vector; the builder is not used again. */
  finish(): Vector;
}
