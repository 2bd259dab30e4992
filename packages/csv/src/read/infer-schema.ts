import type { Field } from "@framepool/frame/internal";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { openTable } from "../rows/open-table.js";
import { lookAtRows } from "./look-at-rows.js";

/** Name and type of every column, and how many rows were looked at to know. */
export interface Inferred {
  readonly fields: Field[];
  readonly rows: number;
}

/**
 * Name and type of every column of a CSV, found in one pass over the whole of it, or over the rows that `inferRows` says (or
 * over its header alone, where every type is declared and no unit of a timestamp is open). Nothing is kept. A source that
 * can be read once is used up.
 */
export async function inferSchema(source: CsvSource, options: CsvReadOptions): Promise<Field[]> {
  return (await inferInput(source, options)).fields;
}

/** As {@link inferSchema}, of one input of several. */
export async function inferInput(source: CsvSource, options: CsvReadOptions, signal?: AbortSignal): Promise<Inferred> {
  const table = await openTable(source, options, null, signal);
  try {
    // Rows that are left out are told of when they are read, not here.
    const { types, rows } = await lookAtRows(leavesOutBad(options) ? { ...table, bad: () => undefined } : table, options);
    return { fields: table.columns.map(({ name }, k) => ({ name, type: types[k]!, nullable: true })), rows };
  } finally {
    await table.close();
  }
}
