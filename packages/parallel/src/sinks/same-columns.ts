import { SchemaMismatchError } from "@framepool/errors";

/** A file has one list of columns: every partition must have those of the first. Throws SchemaMismatchError, naming the difference. */
export function sameColumns(first: readonly string[], own: readonly string[], partition: number): void {
  if (first.length === own.length && first.every((name, k) => name === own[k])) return;
  const difference = [...first.filter((name) => !own.includes(name)).map((name) => `lacks "${name}"`), ...own.filter((name) => !first.includes(name)).map((name) => `adds "${name}"`)];
  throw new SchemaMismatchError(
    `partition ${String(partition)} ${difference.length > 0 ? difference.join(", ") : "has the columns in another order"}; a file has one list of columns, so the function must give the same for every part`,
    { partition, column: own.find((name) => !first.includes(name)) ?? null },
  );
}
