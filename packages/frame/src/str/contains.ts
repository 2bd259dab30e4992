import { Buffer } from "node:buffer";
import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import { BOOL } from "../data-types.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { boolColumn, flagMissing } from "../verbs/cells/flags.js";
import { validityOfColumn } from "../verbs/cells/validity.js";
import { fillna } from "../verbs/missing/fillna.js";
import { upper } from "./case.js";
import { containBytes } from "./contain-bytes.js";
import { canBeSought } from "./kernels.js";
import { byCodes, mapCells } from "./map-text.js";
import { ASK, seeMatches } from "./match-bytes.js";
import { expectPatternText, regExpOf, type Pattern } from "./pattern.js";
import { programOf, type Program } from "./regexp/program.js";
import { isCutInBytes } from "./slice-bytes.js";
import { expectText } from "./text-cells.js";

/** What is answered for a missing cell. */
export interface NaOptions {
  /** default: missing */
  readonly na?: boolean;
}

/** How text is looked for. */
export interface ContainsOptions extends NaOptions {
  /** whether `a` and `A` differ (default true) */
  readonly case?: boolean;
}

const LOOKING = { case: "flag", na: "flag" } as const;

/** Whether each cell contains the pattern. */
export function contains(column: Column, pattern: Pattern, options: ContainsOptions = {}): Column {
  const { case: exact = true, na } = checkOptions("str.contains", options, LOOKING);
  if (typeof pattern === "string" && exact) return answered(containing(column, pattern), na);
  if (typeof pattern === "string") {
    expectText(column, "contains");
    // As pandas has it: both in upper case, so that "ß" has an "ss".
    return answered(containing(upper(column), pattern.toUpperCase()), na);
  }
  return answered(matching(column, "contains", regExpOf("contains", pattern, { ignoreCase: !exact })), na);
}

/** Whether each cell begins with a match of the pattern. */
export function match(column: Column, pattern: RegExp, options: ContainsOptions = {}): Column {
  const { case: exact = true, na } = checkOptions("str.match", options, LOOKING);
  return answered(matching(column, "match", fromBegin(regExpOf("match", pattern, { ignoreCase: !exact }), false)), na);
}

/** Whether each cell as a whole is a match of the pattern. */
export function fullmatch(column: Column, pattern: RegExp, options: ContainsOptions = {}): Column {
  const { case: exact = true, na } = checkOptions("str.fullmatch", options, LOOKING);
  return answered(matching(column, "fullmatch", fromBegin(regExpOf("fullmatch", pattern, { ignoreCase: !exact }), true)), na);
}

/** The pattern where a text begins, and to its end if it is all. With flag `m`, `^` and `$` would be those of lines, as they are inside of it. */
function fromBegin({ source, flags, multiline }: RegExp, isAll: boolean): RegExp {
  const [begin, end] = multiline ? ["(?<![^])", "(?![^])"] : ["^", "$"];
  return new RegExp(`${begin}(?:${source})${isAll ? end : ""}`, flags);
}

/** Whether each cell begins with the text, or one of the texts. */
export function startswith(column: Column, prefix: string | readonly string[], options: NaOptions = {}): Column {
  return anyOf(column, "startswith", prefix, (bytes, start, end, part) => end - start >= part.length && sameAt(bytes, start, part), options);
}

/** Whether each cell ends with the text, or one of the texts. */
export function endswith(column: Column, suffix: string | readonly string[], options: NaOptions = {}): Column {
  return anyOf(column, "endswith", suffix, (bytes, start, end, part) => end - start >= part.length && sameAt(bytes, end - part.length, part), options);
}

function matching(column: Column, method: string, pattern: RegExp): Column {
  const program = isCutInBytes(column) ? programOf(pattern) : null;
  return program === null ? mapCells(column, method, BOOL, (text) => pattern.test(text)) : matchingBytes(column, program, pattern);
}

/** By the bytes of the cells; the RegExp is asked where they do not tell. */
function matchingBytes(column: Column, program: Program, pattern: RegExp): Column {
  const flags = new Uint8Array(column.length);
  const validity = validityOfColumn(column);
  const width = 2 * program.slots;
  for (const [k, vector] of column.vectors.entries()) {
    const first = column.starts[k]!;
    seeMatches(vector, program, (row, count, slots) => {
      for (let i = 0, at = 0; i < count; i++, at += width) {
        if (slots[at]! >= 0 || (slots[at] === ASK && pattern.test((vector.get(row + i) ?? "") as string))) flags[first + row + i] = 1;
      }
    });
  }
  flagMissing(flags, validity, 0);
  return boolColumn(column.name, flags, validity);
}

function answered(flags: Column, na: boolean | undefined): Column {
  return na === undefined ? flags : fillna(flags, na);
}

/** Whether bytes `[start, end)` have the part where it is asked for. */
type ByteTest = (bytes: Uint8Array, start: number, end: number, part: Uint8Array) => boolean;

function anyOf(column: Column, method: string, wanted: string | readonly string[], test: ByteTest, options: NaOptions): Column {
  const { na } = checkOptions(`str.${method}`, options, { na: "flag" });
  const texts = Array.isArray(wanted) ? (wanted as readonly string[]) : [wanted as string];
  for (const text of texts) expectPatternText(method, text);
  const parts = texts.map((text) => Buffer.from(text, "utf8"));
  return answered(inParts(column, method, (bytes, start, end) => parts.some((part) => test(bytes, start, end, part))), na);
}

function containing(column: Column, text: string): Column {
  expectText(column, "contains");
  if (column.type.kind === "dictionary") return byCodes(column, (dictionary) => containing(dictionary, text));
  if (canBeSought(text) && isCutInBytes(column)) return containBytes(column, Buffer.from(text, "utf8"));
  return mapCells(column, "contains", BOOL, (cell) => cell.includes(text));
}

/** Flags from the bytes of each cell: nothing is decoded. Of a category, each of its values is looked at once. */
function inParts(column: Column, method: string, test: (bytes: Uint8Array, start: number, end: number) => boolean): Column {
  expectText(column, method);
  if (column.type.kind === "dictionary") return byCodes(column, (dictionary) => inParts(dictionary, method, test));
  const flags = new Uint8Array(column.length);
  const validity = validityOfColumn(column);
  for (const [k, { storage, offset, length, type }] of column.vectors.entries()) {
    if (type.kind === "null") continue;
    const bytes = storage.data as Uint8Array;
    const first = column.starts[k]!;
    for (let i = 0; i < length; i++) {
      if (validity !== null && !bitAt(validity, first + i)) continue;
      if (test(bytes, Number(storage.offsets![offset + i]!), Number(storage.offsets![offset + i + 1]!))) flags[first + i] = 1;
    }
  }
  return boolColumn(column.name, flags, validity);
}

/** Whether all of `bytes` are there from `at` on. */
export function sameAt(from: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (from[at + i] !== bytes[i]) return false;
  return true;
}
