import { SchemaMismatchError } from "@framepool/errors";
import { typeName, unifyTypes, type DataType } from "@framepool/frame/internal";

/** What is known of one column of some rows. */
interface OfColumn {
  readonly name: string;
  readonly type: DataType;
}

/** Columns of neighbouring parts, by name: one that a part has not is what the other says. Throws SchemaMismatchError for types that have nothing in common. */
export function joinedByName<C extends OfColumn>(call: string, before: readonly C[], later: readonly C[], joined: (a: C, b: C, type: DataType) => C): readonly C[] {
  const names = new Set([...before, ...later].map(({ name }) => name));
  return [...names].map((name) => {
    const [a, b] = [before.find((column) => column.name === name), later.find((column) => column.name === name)];
    if (a === undefined || b === undefined) return (a ?? b)!;
    const type = unifyTypes(a.type, b.type);
    if (type === null) throw new SchemaMismatchError(`${call}: column "${name}" is ${typeName(a.type)} in some parts and ${typeName(b.type)} in others; make them one type first`, { column: name });
    return joined(a, b, type);
  });
}
