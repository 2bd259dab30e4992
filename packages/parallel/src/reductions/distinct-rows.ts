import { columnOf, columnsOf, concat, distinctRows, frameOf, keptRows, seriesOf, take, type Column, type DataFrame, type DuplicatesOptions } from "@framepool/frame/internal";

/** The distinct rows among those of some parts. */
export interface FoundRows {
  /** their numbers, rising */
  readonly rows: Int32Array;
  /** with `keep: false`: which of them were there more than once */
  readonly repeated: Column | null;
}

/** The distinct ones of some rows; `flags`: which of them were there more than once before. With `keep: false` one of each stays until the end, to tell those that come later. */
export function distinctOf(frame: DataFrame, flags: Column | null, { keep = "first", ...subset }: DuplicatesOptions): FoundRows {
  const rows = distinctRows(frame, { ...subset, keep: keep === "last" ? keep : "first" });
  return { rows, repeated: keep === false ? take(columnOf(repeatedIn(frame, flags, subset)), rows) : null };
}

/** Those of {@link distinctOf} that were there once. */
export function onceOnly(repeated: Column): Int32Array {
  return keptRows(frameOf([repeated], repeated.length), seriesOf<boolean>(repeated).not());
}

/** The flags of parts, one below the other; null where none has any. */
export function joinedFlags(parts: readonly Pick<FoundRows, "repeated">[]): Column | null {
  if (parts.every(({ repeated }) => repeated === null)) return null;
  return columnsOf(concat(parts.map(({ repeated }) => frameOf([repeated!.named("repeated")], repeated!.length))))[0]!;
}

function repeatedIn(frame: DataFrame, flags: Column | null, subset: Pick<DuplicatesOptions, "subset">) {
  const here = frame.duplicated({ ...subset, keep: false });
  return flags === null ? here : here.or(seriesOf<boolean>(flags));
}
