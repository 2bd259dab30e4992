import { ArgumentError } from "@framepool/errors";
import { Column, frameOf, NULL, nullVector, typeOf, type DataFrame, type DType, type DummyOptions } from "@framepool/frame/internal";

/**
 * What a verb says of its options before anything is read: it is done to no rows. Throws its ArgumentError. What else it
 * may say of such rows depends on their columns, and is told when the real ones are there.
 */
export function checkBefore(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (error instanceof ArgumentError) throw error;
  }
}

/** A frame of these columns, without rows or types, on which a verb says what it thinks of its options. */
export function withoutRows(names: readonly string[]): DataFrame {
  return frameOf([...new Set(names)].map((name) => Column.of(name, nullVector(NULL, 0))), 0);
}

/** Throws ArgumentError for a type that there is not, of all columns or by name. */
export function checkTypes(types: DType | { readonly [column: string]: DType }): void {
  for (const type of typeof types === "string" ? [types] : Object.values(types)) typeOf(type);
}

/** Throws ArgumentError for options that `getDummies` does not have; of columns that are not named nobody knows how many prefixes they need. */
export function checkDummies(columns: readonly string[] | null, options: DummyOptions): void {
  const names = columns ?? ["value"];
  checkBefore(() => withoutRows([]).getDummies([], options));
  const { prefix, ...others } = options;
  checkBefore(() => withoutRows(names).getDummies(names, columns === null || prefix === undefined ? others : { ...others, prefix }));
}
