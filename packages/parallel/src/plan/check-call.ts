import { DataFrame, Series } from "@framepool/frame/internal";
import { called, type Call } from "./calls.js";
import { checkBefore, withoutRows } from "./check-before.js";

// Made when a verb is called: every program loads this file, and few do.
const frame = (): DataFrame => withoutRows(["value"]);
const series: Readonly<Record<"any" | "str" | "dt", () => Series>> = {
  any: () => frame().col("value"),
  str: () => new Series<string>([], { dtype: "string" }),
  dt: () => new Series<Date>([], { dtype: "timestamp" }),
};
const groups = () => new DataFrame({ key: new Series([], { dtype: "string" }), value: new Series([], { dtype: "float64" }) }).groupby("key");

/** Throws ArgumentError for what is wrong with a verb's arguments, whatever the rows and columns of the frame. */
export function checkFrameCall(verb: string, ...args: readonly unknown[]): void {
  checkBefore(() => called(frame(), { verb, args }));
}

/** The same of a verb of a column, or of its text or times. */
export function checkSeriesCall({ of, ...call }: Call): void {
  checkBefore(() => called(series[of ?? "any"](), of === undefined ? call : { of, ...call }));
}

/** The same of a verb of groups, or of one column of theirs. */
export function checkGroupsCall(ofColumn: boolean, verb: string, ...args: readonly unknown[]): void {
  checkBefore(() => called(ofColumn ? groups().col("value") : groups(), { verb, args }));
}
