import { DataFrame, Series } from "@framepool/frame/internal";

/** What a function gave that should have given something else, in words. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing (is a `return` missing?)";
  if (value instanceof Series) return "a Series";
  if (value instanceof DataFrame) return "a DataFrame";
  if (Array.isArray(value)) return "an array";
  return value === null ? "null" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
