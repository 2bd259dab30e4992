import type * as Arrow from "apache-arrow";

/** apache-arrow leaves out a name that is falsy, and reads "null" for it; a String object is truthy. One, as names are compared. */
const EMPTY: unknown = Object("");

export function keepEmptyNames(fields: readonly Arrow.Field[] | null): void {
  for (const field of fields ?? []) {
    if (field.name === "") Object.assign(field, { name: EMPTY });
    keepEmptyNames((field.type as Arrow.DataType).children);
  }
}
