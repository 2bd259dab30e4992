import { CsvParseError, SchemaMismatchError } from "@framepool/errors";
import type { BadLine, CsvReadOptions } from "../options.js";
import { nameOf } from "../records/name-of.js";
import type { Place } from "../records/page.js";
import type { Page } from "../records/read-pages.js";

/** Is told of a bad line; throws where it ends the reading. */
export type BadLines = (page: Page, row: number, column: string | null, reason: string) => void;

/** Whether bad lines are left out, so that they are no rows; else the first of them ends the reading. */
export function leavesOutBad({ onBadLines = "error" }: Pick<CsvReadOptions, "onBadLines">): boolean {
  return onBadLines !== "error";
}

/** What `onBadLines` says is done; `collect` takes the lines that are collected. `guessed` are the columns whose types are those of the first rows. */
export function badLines(file: string | null, options: CsvReadOptions, guessed: ReadonlySet<string>, collect: (line: BadLine) => void, placeOf = (page: Page, row: number): Place => page.place(row)): BadLines {
  return (page, row, column, reason) => {
    if (options.onBadLines === "skip") return;
    const { line, byte } = placeOf(page, row);
    if (options.onBadLines !== "collect") throw badLineError({ file, line, byte, column, reason }, options, column !== null && guessed.has(column));
    collect({ file, line, byte, column, reason, fields: page.rows[row]!, text: page.textOf(row) });
  };
}

/** The error for a bad line: of the file, or of a guess of its column's type. */
export function badLineError({ file, line, byte, column, reason }: Omit<BadLine, "fields" | "text">, { inferRows }: CsvReadOptions, isGuessed: boolean): CsvParseError | SchemaMismatchError {
  const where = `${nameOf(file)}, line ${String(line)}${column === null ? "" : `, column "${column}"`}: ${reason}`;
  if (!isGuessed) return new CsvParseError(`${where} (the row begins at byte ${String(byte)}); onBadLines: "skip" leaves such rows out`, { file, line, column, byte });
  const rows = inferRows === 1 ? "row is" : `${String(inferRows)} rows are`;
  return new SchemaMismatchError(`${where}, as the first ${rows} (inferRows); say what it is, dtype: { ${JSON.stringify(column)}: "string" }, or look at more rows`, { file, line, column, byte });
}
