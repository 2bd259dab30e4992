import type { Column } from "../../../column.js";
import { toText } from "../../conversion/astype/to-text.js";
import type { Grouping } from "../../groupby/grouping.js";

const MIDNIGHT = " 00:00:00";

/** The keys of all groups as columns are named by them: several are joined by `_`. */
export function groupLabels({ keys, count }: Grouping): string[] {
  const labels = keys.map(keyLabels);
  return Array.from({ length: count }, (_, group) => labels.map((column) => column[group]!).join("_"));
}

/** Keys as texts that differ where they do: a time with all its digits, and at midnight without its clock. */
export function keyLabels(column: Column): string[] {
  switch (column.type.kind) {
    case "bool":
    case "int":
    case "date": return Array.from(toText(column), String);
    case "timestamp": return Array.from(toText(column), (text) => withoutMidnight(String(text)));
    default: return Array.from(column, String);
  }
}

function withoutMidnight(text: string): string {
  return text.endsWith(MIDNIGHT) ? text.slice(0, -MIDNIGHT.length) : text;
}
