import { CsvParseError } from "@framepool/errors";
import type { BadLine, CsvReadOptions } from "../options.js";
import { nameOf } from "../records/name-of.js";
import type { Place } from "../records/page.js";
import type { Page } from "../records/read-pages.js";

/** Is told of a bad line; throws where it ends the reading. */
export type BadLines = (page: Page, row: number, column: string | null, reason: string) => void;

/** What `onBadLines` says is done; `collect` takes the lines that are collected. */
export function badLines(file: string | null, { onBadLines = "error" }: CsvReadOptions, collect: (line: BadLine) => void, placeOf = (page: Page, row: number): Place => page.place(row)): BadLines {
  return (page, row, column, reason) => {
    if (onBadLines === "skip") return;
    const { line, byte } = placeOf(page, row);
    if (onBadLines === "collect") {
      collect({ file, line, byte, column, reason, fields: page.rows[row]!, text: page.textOf(row) });
      return;
    }
    const where = column === null ? "" : `, column "${column}"`;
    throw new CsvParseError(
      `${nameOf(file)}, line ${String(line)}${where}: ${reason} (the row begins at byte ${String(byte)}); onBadLines: "skip" leaves such rows out`,
      { file, line, column, byte },
    );
  };
}
