import type * as Arrow from "apache-arrow";

/** apache-arrow counts dictionaries over the life of the process; the bytes of a file must not tell how many there were. */
export function numberDictionaries(fields: readonly Arrow.Field[], from = 0): number {
  let next = from;
  for (const { type } of fields) {
    if ("dictionary" in type) Object.assign(type, { id: next++ });
    next = numberDictionaries((type as Arrow.DataType).children as readonly Arrow.Field[] | null ?? [], next);
  }
  return next;
}
