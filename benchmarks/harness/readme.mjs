import { readFileSync, writeFileSync } from "node:fs";

const END = "<!-- results end -->";

/** The text with `section` in the place kept for `key`; a key that has no place yet gets one before the end mark. */
export function withResults(text, key, section) {
  const [open, close] = [`<!-- ${key} -->`, `<!-- /${key} -->`];
  const block = `${open}\n${section}\n${close}`;
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from >= 0 && to > from) return text.slice(0, from) + block + text.slice(to + close.length);
  const end = text.indexOf(END);
  if (end < 0) throw new Error(`README.md lacks the line "${END}", before which results are put`);
  return `${text.slice(0, end)}${block}\n\n${text.slice(end)}`;
}

export function updateReadme(file, key, section) {
  writeFileSync(file, withResults(readFileSync(file, "utf8"), key, section));
}
