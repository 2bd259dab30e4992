import { columnFromValues, columnsOf, frameOf, type Column } from "@framepool/frame/internal";
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
  memory: "the column",
  async run({ frame }, { n, options, verb, args, tasks }, stage) {
    const [column] = columnsOf(frame);
    const ahead = options.center === true ? Math.floor((n - 1) / 2) : 0;
    const parts = partsOf(frame.numRows).map(({ begin, end }) => {
      const [from, to] = [Math.max(0, begin - n), Math.min(frame.numRows, end + ahead)];
      const own = columnFromValues("own", Array.from({ length: to - from }, (_, i) => from + i >= begin && from + i < end), "bool");
      return { frame: frameOf([column!.slice(from, to).named("value"), own], to - from), firstRow: from };
    });
    const made: Column = await stage.reduce(partsSource(parts), { op: "windows", call: "rolling", n, options, verb, args, tasks });
    return frameOf([made.named(column!.name)], made.length);
  },
};
