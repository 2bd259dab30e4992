import type { CsvReadOptions } from "@framepool/csv";
import { tableOf, type Table } from "@framepool/csv/internal";
import { SchemaMismatchError } from "@framepool/errors";

type Head = Parameters<typeof tableOf>[0];

/** The table of inputs that are read as one. Throws SchemaMismatchError if their columns differ. */
export function oneTable(inputs: readonly { readonly file: string | null; readonly head: Head }[], csv: CsvReadOptions, notScanned: string | null): Table {
  const [first, ...others] = inputs.map(({ head, file }) => ({ file, table: tableOf(head, csv, notScanned) }));
  const names = namesOf(first!.table);
  for (const { file, table } of others) {
    if (namesOf(table) !== names) throw new SchemaMismatchError(`${file ?? "an input"} has the columns ${namesOf(table)}, the files before it ${names}; read together they must be the same`);
  }
  return first!.table;
}

function namesOf({ columns }: Table): string {
  return columns.map(({ name }) => JSON.stringify(name)).join(", ");
}
