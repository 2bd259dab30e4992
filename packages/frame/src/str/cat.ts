import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { textColumn } from "../verbs/cells/text-column.js";
import { catBytes } from "./cat-bytes.js";
import { isCutInBytes } from "./slice-bytes.js";
import { expectText } from "./text-cells.js";

/** How text is joined. */
export interface CatOptions {
  /** what stands between (default nothing) */
  readonly sep?: string;
  /** what stands for a missing cell (default: it makes the result missing; in one text of all, it is left out) */
  readonly naRep?: string;
}

/** All cells as one text. */
export function catAll(column: Column, options: CatOptions): string {
  const { sep, naRep } = joinedBy(options);
  expectText(column, "cat");
  const texts: string[] = [];
  for (const cell of column) if (cell !== null) texts.push(cell as string);
    else if (naRep !== undefined) texts.push(naRep);
  return texts.join(sep);
}

function joinedBy(options: CatOptions): { readonly sep: string; readonly naRep: string | undefined } {
  const { sep = "", naRep } = checkOptions("str.cat", options, { sep: "text", naRep: "text" });
  return { sep, naRep };
}

/** The cells of each row joined. Throws FrameError for columns of another length. */
export function cat(column: Column, others: readonly Column[], options: CatOptions): Column {
  const { sep, naRep } = joinedBy(options);
  const columns = [column, ...others];
  for (const each of columns) {
    expectText(each, "cat");
    if (each.length !== column.length) throw new FrameError(`str.cat: "${each.name}" has ${String(each.length)} rows, "${column.name}" has ${String(column.length)}`, { column: each.name });
  }
  const made = columns.every(isCutInBytes) ? catBytes(columns, sep, naRep) : null;
  return made ?? textColumn(column.name, column.length, (row) => {
    const texts = columns.map((each) => (each.get(row) as string | null) ?? naRep ?? null);
    return texts.includes(null) ? null : texts.join(sep);
  });
}
