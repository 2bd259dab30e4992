import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { changeCase, type CaseChange } from "./case-bytes.js";
import { mapText } from "./map-text.js";
import { expectText } from "./text-cells.js";

const LOWER: CaseChange = { change: (text) => text.toLowerCase(), first: 0x41, latin: 0x80, odd: [0, 0] };
/** ß becomes SS, and ÿ Ÿ. */
const UPPER: CaseChange = { change: (text) => text.toUpperCase(), first: 0x61, latin: 0xa0, odd: [0x9f, 0xbf] };

export function lower(column: Column): Column {
  return changed(column, "lower", LOWER);
}

export function upper(column: Column): Column {
  return changed(column, "upper", UPPER);
}

function changed(column: Column, method: string, how: CaseChange): Column {
  expectText(column, method);
  if (column.type.kind !== "utf8" || column.type.large) return mapText(column, method, how.change);
  return new Column(column.name, STRING, column.vectors.map((vector) => changeCase(vector, how)));
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
