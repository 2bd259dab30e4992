import { SchemaMismatchError } from "@framepool/errors";
import { typeName, unifyTypes, type DataType } from "@framepool/frame/internal";

/** The types that hold what has come of a file's columns so far and a partition's own. Throws SchemaMismatchError where there is none: a file has cells of one kind a column, wherever it is cut. */
export function sameTypes(columns: readonly string[], before: readonly DataType[], own: readonly DataType[], partition: number): readonly DataType[] {
  if (before.every((type, k) => type === own[k])) return before;
  return before.map((type, k) => unifyTypes(type, own[k]!) ?? mismatch(columns[k]!, type, own[k]!, partition));
}

/** Throws SchemaMismatchError: what comes of a column does not go with what has come. */
export function mismatch(column: string, before: DataType, own: DataType, partition: number, advice = ""): never {
  throw new SchemaMismatchError(
    `column "${column}" is ${typeName(own)} in partition ${String(partition)}, and ${typeName(before)} in those before it; a file has one type a column: let the function give the same for every part${advice}`,
    { column, partition },
  );
}
