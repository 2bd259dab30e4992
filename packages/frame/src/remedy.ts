import type { DataType } from "./data-types.js";

/** What to do with a column that is read, but not computed with: the end of an error's message. */
export function remedy({ kind }: DataType): string {
  if (kind === "decimal") return '; astype("float64") makes numbers of it, astype("string") text with all its digits';
  return kind === "time" ? '; astype("string") makes text of it' : "";
}
