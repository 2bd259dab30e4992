import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { Column } from "../column.js";
import { INT32, typeName } from "../data-types.js";
import { checkWhole } from "../verbs/arguments/check-kind.js";
import { take } from "../verbs/take/take.js";
import { codePoints } from "./code-points.js";
import { countBytes, countMatched, findBytes, isSoughtInBytes } from "./find-bytes.js";
import { isLong } from "./is-long.js";
import { mapCells, mapText } from "./map-text.js";
import { programOfAll } from "./match-bytes.js";
import { expectPatternText, regExpOf, type Pattern } from "./pattern.js";
import { isCutInBytes, pointAt, sliceBytes } from "./slice-bytes.js";

/** Code points `[start, stop)` of each cell, every `step`th; negative places count from the end. */
export function sliceText(column: Column, start: number | undefined, stop: number | undefined, step = 1): Column {
  if (!Number.isInteger(step) || step === 0) throw new ArgumentError(`str.slice: step is a whole number that is not 0, not ${shown(step)}`);
  checkPlaces("str.slice", { start, stop });
  if (step === 1 && isCutInBytes(column)) return sliceBytes(column, start ?? 0, stop);
  if (step === 1) return mapText(column, "slice", (text) => (isPlain(text) ? text.slice(start, stop) : codePoints(text).slice(start, stop).join("")));
  return mapText(column, "slice", (text) => stepped(codePoints(text), start, stop, step));
}

/** Throws ArgumentError for a place that is no whole number. */
function checkPlaces(method: string, places: Readonly<Record<string, number | undefined>>): void {
  for (const [name, place] of Object.entries(places)) if (place !== undefined && place !== Infinity && place !== -Infinity) checkWhole(method, name, place);
}

/** As Python's slice with a step. */
function stepped(points: readonly string[], start: number | undefined, stop: number | undefined, step: number): string {
  const { length } = points;
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (at: number | undefined, otherwise: number): number => (at === undefined ? otherwise : Math.min(high, Math.max(low, at < 0 ? at + length : at)));
  const end = place(stop, step > 0 ? high : low);
  let out = "";
  for (let i = place(start, step > 0 ? low : high); step > 0 ? i < end : i > end; i += step) out += points[i]!;
  return out;
}

/** The code point at a place of each cell, or the item at a place of each list; missing where there is none. */
export function get(column: Column, i: number): Column {
  checkWhole("str.get", "i", i);
  if (column.type.kind === "list") return items(column, i);
  if (isCutInBytes(column)) return pointAt(column, i);
  return mapText(column, "get", (text) => (isPlain(text) ? text.at(i) : codePoints(text).at(i)) ?? null);
}

function items(column: Column, i: number): Column {
  const { type } = column;
  if (type.kind !== "list") throw new FrameError(`str.get: column "${column.name}" is ${typeName(type)}`, { column: column.name });
  const picked = column.vectors.map(({ storage, offset, length }, k) => {
    const rows = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      const begin = Number(storage.offsets![offset + row]!);
      const size = Number(storage.offsets![offset + row + 1]!) - begin;
      const at = i < 0 ? size + i : i;
      rows[row] = column.vectors[k]!.isNull(row) || at < 0 || at >= size ? -1 : begin + at;
    }
    return take(Column.of(column.name, storage.children[0]!), rows);
  });
  return new Column(column.name, type.item.type, picked.flatMap(({ vectors }) => vectors));
}

/** Where a text is found first in each cell, in code points; -1 where it is not. `[start, end)` bounds the search. */
export function find(column: Column, sought: string, start = 0, end?: number): Column {
  expectPatternText("find", sought);
  checkPlaces("str.find", { start, end });
  if (start === 0 && end === undefined && isCutInBytes(column) && isSoughtInBytes(sought)) return findBytes(column, sought);
  return mapCells(column, "find", INT32, (text) => {
    if (start === 0 && end === undefined) {
      const at = text.indexOf(sought);
      return at <= 0 || isPlain(text) ? at : codePoints(text.slice(0, at)).length;
    }
    const points = codePoints(text);
    const from = start < 0 ? Math.max(0, points.length + start) : start;
    const to = end === undefined ? points.length : end < 0 ? points.length + end : end;
    const window = points.slice(from, Math.max(0, to)).join("");
    // Nothing is found behind the end, not even nothing.
    const at = from > Math.min(Math.max(0, to), points.length) ? -1 : window.indexOf(sought);
    return at < 0 ? at : from + codePoints(window.slice(0, at)).length;
  });
}

/** How often a pattern is found in each cell. */
export function countMatches(column: Column, pattern: Pattern): Column {
  if (typeof pattern === "string" && isCutInBytes(column) && isSoughtInBytes(pattern)) return countBytes(column, pattern);
  if (typeof pattern === "string" && isLong(pattern)) return mapCells(column, "count", INT32, (text) => timesIn(text, pattern));
  const own = regExpOf("count", pattern, { global: true });
  const program = isCutInBytes(column) ? programOfAll(own) : null;
  const count = (text: string): number => text.match(own)?.length ?? 0;
  return program === null ? mapCells(column, "count", INT32, count) : countMatched(column, program, count);
}

/** How often a text is found in another, one behind the other. */
function timesIn(text: string, sought: string): number {
  let count = 0;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) count++;
  return count;
}

/** Whether every UTF-16 unit is a code point of its own. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xf800) === 0xd800) return false;
  return true;
}
