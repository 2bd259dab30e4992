import type { Field } from "@framepool/frame/internal";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { missingWords } from "../rows/missing.js";
import { openTable } from "../rows/open-table.js";
import { declaredTypes } from "../types/declared-types.js";
import { withoutBad } from "./add-rows.js";
import { columnReaders } from "./column-reader.js";

/**
 * Name and type of every column of a CSV, found in one pass over the whole of it (or over its header alone, where every
 * type is declared and no unit of a timestamp is open). Nothing is kept. A source that can be read once is used up.
 */
export async function inferSchema(source: CsvSource, options: CsvReadOptions): Promise<Field[]> {
  // The rows that are set aside are told of when they are read, not here.
  const { rejects: _, ...rest } = options;
  const quiet: CsvReadOptions = options.onBadLines === "collect" ? { ...rest, onBadLines: "skip" } : options;
  const table = await openTable(source, quiet, null);
  try {
    const types = declaredTypes(table.columns.map(({ name }) => name), quiet);
    const readers = columnReaders(table.columns, types, quiet);
    const checked = readers.map(({ reader }) => reader);
    const open = table.columns.flatMap(({ name, place }, k) => {
      const { find } = readers[k]!;
      return find === null ? [] : [{ place, find, missing: missingWords(quiet, name) }];
    });
    if (open.length > 0) {
      for await (const page of table.pages) {
        const { rows } = quiet.onBadLines === "skip" || page.long.length > 0 ? withoutBad(checked, page, table) : page;
        for (const { place, find, missing } of open) {
          for (let i = 0; i < rows.length; i++) {
            const text = rows[i]![place];
            if (text !== undefined && !missing.has(text)) find.see(text);
          }
        }
      }
    }
    return readers.map(({ reader, find }, k) => ({ name: reader.name, type: find?.type ?? types[k]!, nullable: true }));
  } finally {
    await table.close();
  }
}
