import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/validity.js";
import { isAsciiText, textBytes } from "./ascii.js";
import { mapText } from "./map-text.js";
import { expectText } from "./text-cells.js";

export function lower(column: Column): Column {
  return changed(column, "lower", 0x41, 0x20, (text) => text.toLowerCase());
}

export function upper(column: Column): Column {
  return changed(column, "upper", 0x61, -0x20, (text) => text.toUpperCase());
}

/** ASCII is changed in its bytes, 26 letters from `first` on by `step`; text with other letters cell by cell. */
function changed(column: Column, method: string, first: number, step: number, fn: (text: string) => string): Column {
  expectText(column, method);
  if (!isAsciiText(column)) return mapText(column, method, fn);
  return new Column(column.name, STRING, column.vectors.map((vector) => changedBytes(vector, first, step)));
}


function changedBytes(vector: Vector, first: number, step: number): Vector {
  const { storage, offset, length } = vector;
  const from = textBytes(vector);
  const data = sharedArray(Uint8Array, from.length).subarray(0, from.length);
  for (let i = 0; i < from.length; i++) {
    const byte = from[i]!;
    data[i] = byte >= first && byte < first + 26 ? byte + step : byte;
  }
  const start = Number(storage.offsets![offset]!);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  for (let i = 0; i <= length; i++) offsets[i] = Number(storage.offsets![offset + i]!) - start;
  return new Vector(new Storage(STRING, length, { data, offsets, validity: validityOf(vector) }));
}

const ASCII = /^[\0-\x7f]*$/;
const WORD = /[a-z]+/g;
const CASED = /\p{Cased}/u;

/** The first letter of each run of letters in upper case, the others in lower case. */
export function title(column: Column): Column {
  return mapText(column, "title", (text) => {
    if (ASCII.test(text)) return text.toLowerCase().replace(WORD, (word) => word[0]!.toUpperCase() + word.slice(1));
    let after = false;
    let out = "";
    for (const letter of text) {
      const cased = CASED.test(letter);
      out += cased ? (after ? letter.toLowerCase() : capital(letter)) : letter;
      after = cased;
    }
    return out;
  });
}

/** The first letter in upper case, the others in lower case. */
export function capitalize(column: Column): Column {
  return mapText(column, "capitalize", (text) => {
    const [first = ""] = text;
    return capital(first) + text.slice(first.length).toLowerCase();
  });
}

/** Lower case as upper, and upper as lower. */
export function swapcase(column: Column): Column {
  return mapText(column, "swapcase", (text) => {
    let out = "";
    for (const letter of text) out += letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return out;
  });
}

/** `ß` is `Ss` where it begins a word. */
function capital(letter: string): string {
  const upperCase = letter.toUpperCase();
  const [first = ""] = upperCase;
  return first + upperCase.slice(first.length).toLowerCase();
}
