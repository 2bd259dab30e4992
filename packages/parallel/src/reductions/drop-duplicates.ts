import { columnOf, columnsOf, concat, frameOf, seriesOf, type Column, type DataFrame, type DuplicatesOptions } from "@framepool/frame/internal";
import { partRows, rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** `dropDuplicates(options)`. */
export interface DropDuplicatesStep {
  readonly op: "dropDuplicates";
  readonly options: DuplicatesOptions;
}

/** The distinct rows of some parts, in order. */
interface Distinct extends PartRows {
  /** with `keep: false`: which of them were there more than once */
  readonly repeated: Column | null;
}

/** Duplicates of a part are dropped in it, so that only distinct rows come together. */
export const dropDuplicates: Reduction<DropDuplicatesStep, Distinct, DataFrame> = {
  memory: "the distinct rows",
  columns: () => null,
  keepsColumns: true,
  named: ({ options: { subset = [] } }) => (typeof subset === "string" ? [subset] : subset),
  partial: (part, step) => distinct(part, null, step),
  join: (parts, step) => distinct(rowsOfParts(parts), parts.some(({ repeated }) => repeated !== null) ? flagsOf(parts) : null, step),
  finish(parts) {
    const frame = rowsOfParts([parts]);
    return parts.repeated === null ? frame : frame.filter(seriesOf<boolean>(parts.repeated).not());
  },
};

/** With `keep: false` one of each stays until the end, to tell those that come later. */
function distinct(frame: DataFrame, flags: Column | null, { options: { keep = "first", ...subset } }: DropDuplicatesStep): Distinct {
  const isFirst = seriesOf<boolean>(columnOf(frame.duplicated({ ...subset, keep: keep === "last" ? keep : "first" }))).not();
  const kept = frame.filter(isFirst);
  return { ...partRows(kept), repeated: keep === false ? columnOf(repeatedIn(frame, flags, subset).filter(isFirst)) : null };
}

function repeatedIn(frame: DataFrame, flags: Column | null, subset: Omit<DuplicatesOptions, "keep">) {
  const here = frame.duplicated({ ...subset, keep: false });
  return flags === null ? here : here.or(seriesOf<boolean>(flags));
}

function flagsOf(parts: readonly Distinct[]): Column {
  return columnsOf(concat(parts.map(({ repeated }) => frameOf([repeated!.named("repeated")], repeated!.length))))[0]!;
}
