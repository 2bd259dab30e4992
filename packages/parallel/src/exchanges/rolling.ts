import { Column, columnsOf, FLOAT64, frameOf, nullVector } from "@framepool/frame/internal";
import { joinPieces, type Piece } from "../reductions/pieces.js";
import { areLightWindows, windowsOf, type Windows } from "../reductions/windows.js";
import { partsSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { partsOf } from "./parts-of.js";

/** `col(name).rolling(n, options)`, or `expanding()`, and what is made of the windows. */
export interface RollingStep extends Windows {
  readonly op: "rolling";
  /** what messages say was called */
  readonly call: "rolling" | "expanding";
}

/** Each part has the rows beside it that its windows reach to: `n - 1` before it, or half of them on both sides; or all before it. */
export const rolling: Exchange<RollingStep> = {
  keepsRows: true,
  memory: "the column",
  async run({ frame }, step, stage) {
    const { n, call, options, verb, args, tasks } = step;
    const [column] = columnsOf(frame);
    if (stage.staysHere && areLightWindows(step)) return frameOf([windowsOf(column!, step)], frame.numRows);
    const ahead = n !== null && options.center === true ? Math.max(0, Math.floor((n - 1) / 2)) : 0;
    const parts = partsOf(frame.numRows).map(({ begin, end }) => {
      const [from, to] = [n === null ? 0 : Math.max(0, begin - n), Math.min(frame.numRows, end + ahead)];
      return { frame: frame.slice(from, to), firstRow: from, own: { begin: begin - from, end: end - from } };
    });
    const made = joinPieces(await stage.reduce<readonly Piece[]>(partsSource(parts), { op: "windows", call, n, options, verb, args, tasks }));
    return made === null ? frameOf([Column.of(column!.name, nullVector(FLOAT64, 0))], 0) : frameOf(made.columns, made.rows.length);
  },
};
