import { Buffer } from "node:buffer";
import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import { BOOL } from "../data-types.js";
import { boolColumn } from "../verbs/compare/flags.js";
import { fillna } from "../verbs/fillna.js";
import { validityOfColumn } from "../verbs/validity.js";
import { byCodes, mapCells } from "./map-text.js";
import { expectPatternText, regExpOf, type Pattern } from "./pattern.js";
import { expectText } from "./text-cells.js";

/** How text is looked for. */
export interface ContainsOptions {
  /** whether `a` and `A` differ (default true) */
  readonly case?: boolean;
  /** the answer for a missing cell (default: missing) */
  readonly na?: boolean;
}

/** Whether each cell contains the pattern. */
export function contains(column: Column, pattern: Pattern, options: ContainsOptions = {}): Column {
  const { case: exact = true, na } = options;
  const literal = typeof pattern === "string" && exact;
  return answered(literal ? inBytes(column, "contains", pattern, containing) : matching(column, "contains", regExpOf("contains", pattern, { ignoreCase: !exact })), na);
}

/** Whether each cell begins with a match of the pattern. */
export function match(column: Column, pattern: RegExp, { case: exact = true, na }: ContainsOptions = {}): Column {
  const { source, flags } = regExpOf("match", pattern, { ignoreCase: !exact });
  return answered(matching(column, "match", new RegExp(`^(?:${source})`, flags.replace("m", ""))), na);
}

/** Whether each cell as a whole is a match of the pattern. */
export function fullmatch(column: Column, pattern: RegExp, { case: exact = true, na }: ContainsOptions = {}): Column {
  const { source, flags } = regExpOf("fullmatch", pattern, { ignoreCase: !exact });
  return answered(matching(column, "fullmatch", new RegExp(`^(?:${source})$`, flags.replace("m", ""))), na);
}

/** Whether each cell begins with the text, or one of the texts. */
export function startswith(column: Column, prefix: string | readonly string[], na: boolean | undefined): Column {
  return anyOf(column, "startswith", prefix, (bytes, start, end, sought) => end - start >= sought.length && sameAt(bytes, start, sought), na);
}

/** Whether each cell ends with the text, or one of the texts. */
export function endswith(column: Column, suffix: string | readonly string[], na: boolean | undefined): Column {
  return anyOf(column, "endswith", suffix, (bytes, start, end, sought) => end - start >= sought.length && sameAt(bytes, end - sought.length, sought), na);
}

function matching(column: Column, method: string, pattern: RegExp): Column {
  return mapCells(column, method, BOOL, (text) => pattern.test(text));
}

function answered(flags: Column, na: boolean | undefined): Column {
  return na === undefined ? flags : fillna(flags, na);
}

/** Whether bytes `[start, end)` have what is sought. */
type ByteTest = (bytes: Buffer, start: number, end: number, sought: Buffer) => boolean;

function anyOf(column: Column, method: string, sought: string | readonly string[], test: ByteTest, na: boolean | undefined): Column {
  const texts = typeof sought === "object" && Symbol.iterator in sought ? [...sought] : [sought];
  for (const text of texts) expectPatternText(method, text);
  const parts = texts.map((text) => Buffer.from(text, "utf8"));
  return answered(inParts(column, method, (bytes, start, end) => parts.some((part) => test(bytes, start, end, part))), na);
}

function inBytes(column: Column, method: string, text: string, test: ByteTest): Column {
  const sought = Buffer.from(text, "utf8");
  return inParts(column, method, (bytes, start, end) => test(bytes, start, end, sought));
}

/** Flags from the bytes of each cell: nothing is decoded. Of a category, each of its values is looked at once. */
function inParts(column: Column, method: string, test: (bytes: Buffer, start: number, end: number) => boolean): Column {
  expectText(column, method);
  if (column.type.kind === "dictionary") return byCodes(column, (dictionary) => inParts(dictionary, method, test));
  const flags = new Uint8Array(column.length);
  const validity = validityOfColumn(column);
  for (const [k, { storage, offset, length, type }] of column.vectors.entries()) {
    if (type.kind === "null") continue;
    const data = storage.data as Uint8Array;
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const first = column.starts[k]!;
    for (let i = 0; i < length; i++) {
      if (validity !== null && !bitAt(validity, first + i)) continue;
      if (test(bytes, Number(storage.offsets![offset + i]!), Number(storage.offsets![offset + i + 1]!))) flags[first + i] = 1;
    }
  }
  return boolColumn(column.name, flags, validity);
}

/** UTF-8 never begins a character inside another: equal bytes are equal text. */
function containing(bytes: Buffer, start: number, end: number, sought: Buffer): boolean {
  const last = end - sought.length;
  const first = sought[0];
  if (first === undefined) return true;
  for (let i = start; i <= last; i++) if (bytes[i] === first && sameAt(bytes, i, sought)) return true;
  return false;
}

function sameAt(bytes: Buffer, at: number, sought: Buffer): boolean {
  for (let i = 0; i < sought.length; i++) if (bytes[at + i] !== sought[i]) return false;
  return true;
}
