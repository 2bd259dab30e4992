import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { beginCells } from "./begin-cells.js";
import { changeCase, type CaseChange } from "./case-bytes.js";
import { changeLetters, titleLetters, type Letters, type TitleLetters } from "./letter-bytes.js";
import { mapText } from "./map-text.js";
import { expectText } from "./text-cells.js";

const LOWER: Letters = { change: (text) => text.toLowerCase(), first: 0x41, latin: 0x80, fold: 0, odd: [0, 0] };
/** ß becomes SS, and ÿ Ÿ. */
const UPPER: Letters = { change: (text) => text.toUpperCase(), first: 0x61, latin: 0xa0, fold: 0, odd: [0x9f, 0xbf] };
const SWAP: Letters = { change: swap, first: 0x61, latin: 0xa0, fold: 0x20, odd: [0x9f, 0xbf] };
const TITLE: TitleLetters = { begin: (letter) => (CASED.test(letter) ? capital(letter) : letter), goOn: (letter) => (CASED.test(letter) ? letter.toLowerCase() : letter), isCased: (letter) => CASED.test(letter) };

export function lower(column: Column): Column {
  return changed(column, "lower", byLetters(LOWER));
}

export function upper(column: Column): Column {
  return changed(column, "upper", byLetters(UPPER));
}

/** Lower case as upper, and upper as lower; digraphs like `ǅ` are neither. */
export function swapcase(column: Column): Column {
  return changed(column, "swapcase", byLetters(SWAP));
}

/** The first letter of each run of letters as it begins a word, the others in lower case. */
export function title(column: Column): Column {
  return changed(column, "title", { change: titled, inBytes: (from, to, ends) => beginCells(from, to, ends, titleLetters(from, to, ends, TITLE), TITLE.begin) });
}

/** The first letter as it begins a word, the others in lower case. */
export function capitalize(column: Column): Column {
  return changed(column, "capitalize", { change: capitalized, inBytes: (from, to, ends) => beginCells(from, to, ends, changeLetters(from, to, ends, LOWER), capital) });
}

function byLetters(letters: Letters): CaseChange {
  return { change: letters.change, inBytes: (from, to, ends) => changeLetters(from, to, ends, letters) };
}

function changed(column: Column, method: string, how: CaseChange): Column {
  expectText(column, method);
  if (column.type.kind !== "utf8" || column.type.large) return mapText(column, method, how.change);
  return new Column(column.name, STRING, column.vectors.flatMap(halved).map((vector) => changeCase(vector, how)));
}

/** Two bytes become six at most, and a vector has 2 GiB. */
const MOST_BYTES = 2 ** 29;

function halved(vector: Vector): Vector[] {
  const { storage, offset, length } = vector;
  const ends = storage.offsets as Int32Array;
  if (length < 2 || ends[offset + length]! - ends[offset]! <= MOST_BYTES) return [vector];
  return [vector.slice(0, length >> 1), vector.slice(length >> 1, length)].flatMap(halved);
}

const ASCII = /^[\0-\x7f]*$/;
const WORD = /[a-z]+/g;
const CASED = /\p{Cased}/u;

const SIGMA = "Σ";

/** What CPython makes ς: a capital sigma behind a letter and before none, whatever marks stand between. */
const FINAL_SIGMA = /(?<=(?!\p{Case_Ignorable})\p{Cased}\p{Case_Ignorable}*)Σ(?!\p{Case_Ignorable}*(?!\p{Case_Ignorable})\p{Cased})/gu;

/** It looks behind at every place: only for a text that has one. */
function finalSigmas(text: string): Set<number> {
  return new Set(text.includes(SIGMA) ? Array.from(text.matchAll(FINAL_SIGMA), ({ index }) => index) : []);
}

function titled(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(WORD, (word) => word[0]!.toUpperCase() + word.slice(1));
  let after = false;
  let out = "";
  for (const letter of text.includes(SIGMA) ? text.replace(FINAL_SIGMA, "ς") : text) {
    const cased = CASED.test(letter);
    out += cased ? (after ? letter.toLowerCase() : capital(letter)) : letter;
    after = cased;
  }
  return out;
}

function capitalized(text: string): string {
  const [first = ""] = text;
  // All of it in lower case: whether a sigma is a final one, the first letter tells.
  return capital(first) + text.toLowerCase().slice(first.toLowerCase().length);
}

const SWAPPED = /\p{Uppercase}|\p{Lowercase}/gu;
const UPPERCASE = /\p{Uppercase}/u;

function swap(text: string): string {
  const finals = finalSigmas(text);
  return text.replace(SWAPPED, (letter, at: number) => (finals.has(at) ? "ς" : UPPERCASE.test(letter) ? letter.toLowerCase() : letter.toUpperCase()));
}

/** Three forms of each, the one in the middle begins a word. */
const DIGRAPHS = ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"];
/** Mkhedruli begins a word as it is. */
const GEORGIAN = /[\u10d0-\u10fa\u10fd-\u10ff]/;
const SUBSCRIPT = "\u0345";

/** A letter as it begins a word, by Unicode's SpecialCasing: `ß` is `Ss`, `ŉ` is `ʼN`, `ǆ` is `ǅ`, and `ᾳ` is `ᾼ`. */
function capital(letter: string): string {
  if (GEORGIAN.test(letter)) return letter;
  const digraph = DIGRAPHS.find((forms) => letter !== "" && forms.includes(letter));
  if (digraph !== undefined) return digraph[1]!;
  const upperCase = letter.toUpperCase();
  if (upperCase.length === letter.length) return upperCase;
  if (letter !== SUBSCRIPT && letter.normalize("NFD").endsWith(SUBSCRIPT)) {
    const written = upperCase.slice(0, -1) + SUBSCRIPT;
    return upperCase.length === 2 ? written.normalize("NFC") : written;
  }
  let begun = false;
  let out = "";
  for (const each of upperCase) {
    out += begun ? each.toLowerCase() : each;
    begun ||= CASED.test(each);
  }
  return out;
}
