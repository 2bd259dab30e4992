import { SchemaMismatchError } from "@framepool/errors";
import { typeName, unifyTypes, type DataType } from "@framepool/frame/internal";

/** What is known of one column of some rows. */
interface OfColumn {
  readonly name: string;
  readonly type: DataType;
}

/**
 * Columns of neighbouring parts, by name, in order of appearance: `joined` makes one of those that a name has, if they are
 * several. Throws SchemaMismatchError for types that have nothing in common.
 */
export function joinedByName<C extends OfColumn>(call: string, parts: readonly (readonly C[])[], joined: (name: string, columns: readonly C[], type: DataType) => C): readonly C[] {
  const named = new Map<string, C[]>();
  for (const column of parts.flat()) {
    const own = named.get(column.name);
    if (own === undefined) named.set(column.name, [column]);
    else own.push(column);
  }
  return [...named].map(([name, columns]) => (columns.length === 1 ? columns[0]! : joined(name, columns, columns.reduce((type, column) => unified(call, column, type), columns[0]!.type))));
}

function unified(call: string, { name, type }: OfColumn, before: DataType): DataType {
  const both = unifyTypes(before, type);
  if (both === null) throw new SchemaMismatchError(`${call}: column "${name}" is ${typeName(before)} in some parts and ${typeName(type)} in others; make them one type first`, { column: name });
  return both;
}
