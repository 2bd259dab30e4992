import { FrameError } from "@framepool/errors";
import { columnFromValues, columnsOf, frameOf, rowNumbers, Series, type DataFrame } from "@framepool/frame/internal";
import { asFrame, asSeries, isMissing, rowsOf } from "../parts/parts.js";
import { traceOf } from "../parts/trace.js";
import { called } from "../plan/calls.js";
import { undecidedColumns } from "./replace.js";
import type { StepValue } from "./step-value.js";

/** A verb that frames and Series have themselves, and that looks at each row alone. */
export interface VerbStep {
  readonly op: "verb";
  readonly call: RowVerb;
  readonly args: readonly unknown[];
}

/** Verbs that keep the rows as they are. */
export type RowVerb =
  | "add" | "sub" | "mul" | "div" | "floordiv" | "mod" | "pow" | "neg" | "abs" | "round" | "clip"
  | "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "between" | "isin" | "and" | "or" | "not" | "where" | "mask"
  | "isna" | "notna" | "fillna" | "astype" | "replace" | "map" | "toNumeric" | "toDatetime" | "cut"
  | "dropna" | "explode";

/** Verbs that leave rows out, or repeat them. */
export const OTHER_ROWS: readonly RowVerb[] = ["dropna", "explode"];

/** Work of the verbs that a frame, or a Series, has itself. */
export function verb(before: StepValue, { call, args }: VerbStep): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows(call, before);
  // Which rows are left is only looked at for who wants to know.
  if (!OTHER_ROWS.includes(call) || trace === null) {
    const made = called(value, { verb: call, args }) as DataFrame | Series;
    if (call !== "replace") return { value: made, trace };
    const settled = undecidedColumns(asFrame(made), args);
    return { value: made instanceof Series ? asSeries(settled) : settled, trace };
  }
  // The numbers of the rows go along, to see which are left.
  const frame = asFrame(value);
  const name = numbersName(frame);
  const numbered = frameOf([...columnsOf(frame), columnFromValues(name, rowNumbers(frame.numRows))], frame.numRows);
  const after = called(numbered, { verb: call, args: call === "dropna" ? [{ subset: frame.columns, ...(args[0] as object | undefined) }] : value instanceof Series ? [value.name] : args }) as DataFrame;
  const rows = Int32Array.from(after.col(name) as Iterable<number>);
  const made = after.drop([name]) as DataFrame;
  return { value: value instanceof Series ? asSeries(made) : made, trace: traceOf(trace, rows) };
}

/** A name that no column has. */
function numbersName({ columns }: DataFrame): string {
  let name = "row";
  while (columns.includes(name)) name += "_";
  return name;
}

/** Rows whose columns only other parts know: a step that looks at cells cannot be done. */
export function unknownRows(op: string, before: StepValue): StepValue {
  if (rowsOf(before.value) === 0) return before;
  throw new FrameError(`${op}: no row of this part tells which columns there are, since the function of the step before gave nothing for all of them; let it give an object for every row, with null for what is missing`);
}
