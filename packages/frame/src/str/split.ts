import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { listOf, STRING } from "../data-types.js";
import { Table } from "../table.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { listItems } from "../verbs/take/list-items.js";
import { take } from "../verbs/take/take.js";
import { codePoints } from "./code-points.js";
import { isSoughtInBytes } from "./find-bytes.js";
import { mapCells } from "./map-text.js";
import { programOfAll } from "./match-bytes.js";
import { expectPatternText, regExpOf, type Pattern } from "./pattern.js";
import { isCutInBytes } from "./slice-bytes.js";
import { SPACES } from "./spaces.js";
import { rsplitBytes, splitBytes, splitMatches } from "./split-bytes.js";
import { splitWords } from "./split-words.js";

/** How often a cell is split. */
export interface SplitOptions<E extends boolean = boolean> {
  /** at most so many times (default: wherever there is a match) */
  readonly n?: number;
  /** a frame with a column for each part, named 0, 1 …, in place of lists */
  readonly expand?: E;
}

type Split = (text: string) => (string | null)[];

/** The parts of each cell as a list. Without a pattern: the words between spaces. */
export function split(column: Column, pattern: Pattern | undefined, options?: SplitOptions): Table | Column {
  const { limit, expand } = understood("str.split", options);
  const lists = listsOf(column, "split", pattern, limit);
  return expand ? expanded(lists) : lists;
}

function listsOf(column: Column, method: string, pattern: Pattern | undefined, limit: number): Column {
  if (isCutInBytes(column)) {
    if (pattern === undefined) return splitWords(column, limit);
    if (typeof pattern === "string" && isSoughtInBytes(pattern)) return splitBytes(column, pattern, limit);
    if (pattern instanceof RegExp) return splitByRegExp(column, pattern, limit);
  }
  return mapCells(column, method, listOf(STRING), splitter(method, pattern, limit));
}

function splitByRegExp(column: Column, pattern: RegExp, limit: number): Column {
  const own = regExpOf("split", pattern, { global: true });
  const program = programOfAll(own);
  const lists = program === null || program.slots > 1 ? null : splitMatches(column, program, limit, (text) => text.matchAll(own));
  return lists ?? mapCells(column, "split", listOf(STRING), (text) => byMatches(text, own, limit));
}

/** {@link split}, counted from the end; by a text only. */
export function rsplit(column: Column, pattern: string | undefined, options?: SplitOptions): Table | Column {
  const { limit, expand } = understood("str.rsplit", options);
  if (pattern !== undefined) expectPatternText("rsplit", pattern);
  const alike = limit === Infinity && (pattern === undefined || !mayOverlapItself(pattern));
  const lists = alike ? listsOf(column, "rsplit", pattern, limit) : listsFromEnd(column, pattern, limit);
  return expand ? expanded(lists) : lists;
}

function listsFromEnd(column: Column, pattern: string | undefined, limit: number): Column {
  if (pattern !== undefined && isCutInBytes(column) && isSoughtInBytes(pattern)) return rsplitBytes(column, pattern, limit);
  return mapCells(column, "rsplit", listOf(STRING), fromEnd(pattern, limit));
}

/** Lists as columns, as many as the longest has items; short ones are missing there. */
function expanded(lists: Column): Table {
  const { items, starts, sizes } = listItems(lists);
  // Rows without any list make one column of missing cells.
  let width = Math.min(1, lists.nullCount);
  for (let row = 0; row < lists.length; row++) width = Math.max(width, sizes[row]!);
  const columns = Array.from({ length: width }, (_, place) => {
    const rows = new Int32Array(lists.length);
    for (let row = 0; row < lists.length; row++) rows[row] = place < sizes[row]! ? starts[row]! + place : -1;
    return take(items, rows).named(String(place));
  });
  return new Table(columns, lists.length);
}

/** pandas takes 0 for no limit, too. */
function understood(method: string, options: SplitOptions = {}): { readonly limit: number; readonly expand: boolean } {
  const { n = -1, expand = false } = checkOptions(method, options, { n: "whole", expand: "flag" });
  return { limit: n <= 0 ? Infinity : n, expand };
}

function splitter(method: string, pattern: Pattern | undefined, limit: number): Split {
  if (pattern === undefined) return bySpaces(limit);
  if (pattern === "") throw new ArgumentError(`str.${method}: the pattern is empty; to get the characters: .map((text) => text && [...text])`);
  if (typeof pattern === "string") return (text) => (limit === Infinity ? text.split(pattern) : byText(text, pattern, limit));
  const own = regExpOf(method, pattern, { global: true });
  return (text) => byMatches(text, own, limit);
}

function byText(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator);
  return parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

/** Groups of the pattern are parts too, as in Python and JavaScript; missing where one took no part. */
function byMatches(text: string, pattern: RegExp, limit: number): (string | null)[] {
  const parts: (string | null)[] = [];
  let at = 0;
  let done = 0;
  for (const found of text.matchAll(pattern)) {
    if (done++ === limit) break;
    parts.push(text.slice(at, found.index));
    for (let k = 1; k < found.length; k++) parts.push(found[k] ?? null);
    at = found.index + found[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

const LEADING = new RegExp(`^[${SPACES}]+`);
const TRAILING = new RegExp(`[${SPACES}]+$`);
const BETWEEN = new RegExp(`[${SPACES}]+`, "g");

function bySpaces(limit: number): (text: string) => string[] {
  return (text) => {
    const begun = text.replace(LEADING, "");
    if (limit === Infinity) return begun === "" ? [] : begun.replace(TRAILING, "").split(BETWEEN);
    const parts = byMatches(begun, BETWEEN, limit) as string[]; // there are no groups
    // What is left whole keeps the spaces at its end; where nothing is left there is no part.
    return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
  };
}

function fromEnd(pattern: string | undefined, limit: number): Split {
  if (pattern === undefined) {
    const split = bySpaces(limit);
    return (text) => split(reversed(text)).map(reversed).reverse();
  }
  if (pattern === "") throw new ArgumentError("str.rsplit: the pattern is empty");
  return (text) => byTextFromEnd(text, pattern, limit);
}

/** Whether a text may be cut in other places from its end than from its start, as "aaa" by "aa". */
function mayOverlapItself(separator: string): boolean {
  return separator.includes(separator.charAt(0), 1);
}

function byTextFromEnd(text: string, separator: string, limit: number): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (parts.length < limit && end >= separator.length) {
    const at = text.lastIndexOf(separator, end - separator.length);
    if (at < 0) break;
    parts.push(text.slice(at + separator.length, end));
    end = at;
  }
  parts.push(text.slice(0, end));
  return parts.reverse();
}

function reversed(text: string): string {
  return codePoints(text).reverse().join("");
}
