import { Buffer } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import { sameAt } from "./contains.js";
import { isSoughtInBytes } from "./find-bytes.js";
import { mapText } from "./map-text.js";
import { expectPatternText } from "./pattern.js";
import { isCutInBytes } from "./slice-bytes.js";

/** Text without `prefix`, where it begins with it. */
export function removeprefix(column: Column, prefix: string): Column {
  expectPatternText("removeprefix", prefix);
  if (isCutInBytes(column) && isSoughtInBytes(prefix)) return without(column, Buffer.from(prefix, "utf8"), true);
  return mapText(column, "removeprefix", (text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text));
}

/** Text without `suffix`, where it ends with it. */
export function removesuffix(column: Column, suffix: string): Column {
  expectPatternText("removesuffix", suffix);
  if (isCutInBytes(column) && isSoughtInBytes(suffix)) return without(column, Buffer.from(suffix, "utf8"), false);
  return mapText(column, "removesuffix", (text) => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text));
}

/** What is left stays where it lies, as picked texts do. */
function without(column: Column, part: Buffer, first: boolean): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => {
    const { storage, offset, length } = vector;
    const data = storage.data as Uint8Array;
    const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
    const starts = sharedArray(Int32Array, length).subarray(0, length);
    const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
    const size = part.length;
    for (let row = 0; row < length; row++) {
      const [start, end] = [ends[row]!, ends[row + 1]!];
      const has = end - start >= size && sameAt(data, first ? start : end - size, part);
      starts[row] = has && first ? start + size : start;
      offsets[row + 1] = offsets[row]! + end - start - (has ? size : 0);
    }
    return new Vector(placedTexts({ sources: [data], piece: null, starts, offsets }, validityOf(vector)));
  }));
}
