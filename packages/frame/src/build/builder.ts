import type { Cell } from "../cell.js";
import type { DataType } from "../data-types.js";
import type { Vector } from "../vector.js";

/** Cells in order → one vector, on SharedArrayBuffer. */
export interface Builder {
  readonly type: DataType;
  readonly length: number;
  /** As much as one vector should hold (1 GiB of text, 2^30 items): finish it, and go on in another. */
  readonly full: boolean;
  /** Throws FrameError, naming value, type and row, for a cell that the type cannot hold. `null` and `undefined` are missing. */
  append(cell: Cell | undefined): void;
  appendNull(): void;
  /** The vector: views on what was built, no copy. The builder is not used again. */
  finish(): Vector;
}
