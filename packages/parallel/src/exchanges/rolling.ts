import { Column, columnsOf, FLOAT64, frameOf, nullVector } from "@framepool/frame/internal";
import { joinPieces, type Piece } from "../reductions/pieces.js";
import type { Windows } from "../reductions/windows.js";
import { partsSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { partsOf } from "./parts-of.js";

/** `col(name).rolling(n, options)` and what is made of the windows. */
export interface RollingStep extends Windows {
  readonly op: "rolling";
}

/** Each part has the rows beside it that its windows reach to: `n - 1` before it, or half of them on both sides. */
export const rolling: Exchange<RollingStep> = {
  keepsRows: true,
  memory: "the column",
  async run({ frame }, { n, options, verb, args, tasks }, stage) {
    const [column] = columnsOf(frame);
    const ahead = options.center === true ? Math.floor((n - 1) / 2) : 0;
    const parts = partsOf(frame.numRows).map(({ begin, end }) => {
      const [from, to] = [Math.max(0, begin - n), Math.min(frame.numRows, end + ahead)];
      return { frame: frame.slice(from, to), firstRow: from, own: { begin: begin - from, end: end - from } };
    });
    const made = joinPieces(await stage.reduce<readonly Piece[]>(partsSource(parts), { op: "windows", call: "rolling", n, options, verb, args, tasks }));
    return made === null ? frameOf([Column.of(column!.name, nullVector(FLOAT64, 0))], 0) : frameOf(made.columns, made.rows.length);
  },
};
