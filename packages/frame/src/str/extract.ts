import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { INT32, STRING } from "../data-types.js";
import { Table } from "../table.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { extractBytes } from "./extract-bytes.js";
import { extractallBytes } from "./extractall-bytes.js";
import { groupNames } from "./group-names.js";
import { mapText } from "./map-text.js";
import { programOfAll } from "./match-bytes.js";
import { regExpOf } from "./pattern.js";
import { programOf } from "./regexp/program.js";
import { isCutInBytes } from "./slice-bytes.js";
import { expectText } from "./text-cells.js";

/** What groups become. */
export interface ExtractOptions<E extends boolean = boolean> {
  /** a frame, also of one group (default); else one group is a column under the name of its own */
  readonly expand?: E;
}

/** The groups of the first match of each cell, a column a group: named as the group is, else by its place from 0. Missing where there is no match. */
export function extract(column: Column, pattern: RegExp, options: ExtractOptions = {}): Table | Column {
  const { expand = true } = checkOptions("str.extract", options, { expand: "flag" });
  const own = regExpOf("extract", pattern);
  const names = groupNames(own);
  expectGroups("extract", pattern, names);
  const program = isCutInBytes(column) ? programOf(own) : null;
  const columns = program === null ? names.map((_, place) => mapText(column, "extract", (text) => own.exec(text)?.[place + 1] ?? null)) : extractBytes(column, program, own);
  if (!expand && columns.length === 1) return columns[0]!.named(column.name);
  return new Table(columns.map((made, place) => made.named(names[place]!)), column.length);
}

/** Every match of every cell, a row each: the row and the place of the match, both from 0, then the groups. */
export function extractall(column: Column, pattern: RegExp): Table {
  expectText(column, "extractall");
  const own = regExpOf("extractall", pattern, { global: true });
  const names = groupNames(own);
  expectGroups("extractall", pattern, names);
  const program = isCutInBytes(column) ? programOfAll(own) : null;
  if (program !== null) {
    const { rows, places, groups } = extractallBytes(column, program, own);
    return new Table([rows, places, ...groups.map((group, k) => group.named(names[k]!))], rows.length);
  }
  const rows: number[] = [];
  const places: number[] = [];
  const groups: Cell[][] = names.map(() => []);
  for (let row = 0; row < column.length; row++) {
    const text = column.get(row);
    if (text === null) continue;
    let place = 0;
    for (const found of (text as string).matchAll(own)) {
      rows.push(row);
      places.push(place++);
      for (let k = 0; k < groups.length; k++) groups[k]!.push(found[k + 1] === "" ? null : (found[k + 1] ?? null)); // pandas has empty groups missing here, not in extract
    }
  }
  const labels = [columnFromValues("row", rows, INT32), columnFromValues("match", places, INT32)];
  return new Table([...labels, ...names.map((name, k) => columnFromValues(name, groups[k]!, STRING))], rows.length);
}

/** Throws ArgumentError for a pattern without groups, or a text, which is no pattern. */
function expectGroups(method: string, pattern: unknown, names: readonly string[]): void {
  if (names.length > 0) return;
  if (typeof pattern === "string") throw new ArgumentError(`str.${method} takes a text as it is, so that ${shown(pattern)} has no groups; write a pattern as a RegExp, /…/`);
  throw new ArgumentError(`str.${method}: the pattern ${String(pattern)} has no groups; put what you want in parentheses`);
}
