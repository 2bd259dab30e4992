import { eastAsianWidth } from "get-east-asian-width";

const PLAIN = /^[\x20-\x7e]*$/;
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Control}\p{Mark}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

let segmenter: Intl.Segmenter | undefined;

/** Columns of a terminal that a text takes: two for wide characters and emoji, none for what is not seen. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) width += characterWidth(character);
  return width;
}

/** A text of so many code units a column counts as wider, whatever they are: the rest of it is not looked at, which takes long. */
const UNITS = 100;

/** The text, if it is wider than `width` its beginning and `...`. */
export function shortened(text: string, width: number): string {
  const most = UNITS * Math.max(1, width);
  if (text.length <= most && textWidth(text) <= width) return text;
  let kept = "";
  let used = 3;
  for (const character of charactersOf(text.slice(0, most))) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}...`;
}

export function padLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

export function padRight(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** What a reader sees as one character: a letter with its accents, a family of emoji. */
function* charactersOf(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

function characterWidth(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  return EMOJI.test(character) ? 2 : eastAsianWidth(character.codePointAt(0)!);
}
