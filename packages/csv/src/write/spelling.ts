import type { Storage } from "@framepool/frame/internal";
import { spelledTexts, type Spelled } from "../text-column/spelled-column.js";
import { fieldsOf, type FieldsOf } from "../text-column/text-column.js";
import type { Writing } from "./writing.js";

/**
 * The fields whose bytes are written as they came in, where a column is still the text that was read and these bytes are a
 * field of what is written, too; else null.
 */
export function keptFields(storage: Storage, writing: Writing): FieldsOf | null {
  const fields = fieldsOf(storage);
  return fields === null || !isSpelledSo(storage, writing) || !areFields(fields, writing) || mayBeFormulas(storage, fields, writing) ? null : fields;
}

/** What cells were read as, where a column is written with these texts, quoted anew; else null: a decimal comma, or a word of one's own for what is missing, says nothing in another file. */
export function spelledFields(storage: Storage, writing: Writing): FieldsOf | Spelled | null {
  if (!isSpelledSo(storage, writing)) return null;
  const fields = fieldsOf(storage);
  return fields === null ? spelledTexts(storage) : fields.isPlain ? fields : null;
}

/** Whether cells of the storage's type keep the spelling that they had: `writing` asks for no other. */
function isSpelledSo({ type: { kind } }: Storage, { float, date }: Writing): boolean {
  if (kind === "float") return float === null;
  return (kind !== "date" && kind !== "timestamp") || date === null;
}

function mayBeFormulas({ type: { kind } }: Storage, { isPlain }: FieldsOf, { escapeFormulas }: Writing): boolean {
  return escapeFormulas && (!isPlain || kind === "utf8" || kind === "dictionary");
}

/** Whether the bytes of fields are fields of what is written. */
function areFields({ block, isPlain }: FieldsOf, { sep, quote, escape, doubleQuote, quoting, lineEnd }: Writing): boolean {
  const { dialect } = block.scanner;
  const isQuotedSo = dialect.quote === quote.charCodeAt(0) && escape === null && doubleQuote && quoting === "minimal" && /^[\r\n]+$/.test(lineEnd);
  // Where another separator asks for other quotes, they must be the same wherever the text was cut.
  return isQuotedSo && (dialect.sep === sep.charCodeAt(0) || (isPlain && block.lacks(sep.charCodeAt(0)) && block.lacks(dialect.quote)));
}
