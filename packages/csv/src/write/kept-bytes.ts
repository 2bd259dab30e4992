import type { Storage } from "@framepool/frame/internal";
import { fieldsOf, type FieldsOf } from "../text-column/text-column.js";
import type { Writing } from "./writing.js";

/**
 * The fields whose bytes are written as they came in, where a column is still the text that was read and what is written
 * has the same dialect; else null. `writing` must not ask for another spelling of the column's type.
 */
export function keptFields(storage: Storage, writing: Writing): FieldsOf | null {
  const fields = fieldsOf(storage);
  if (fields === null || !sameDialect(fields, writing)) return null;
  const { kind } = storage.type;
  if (kind === "float" && writing.float !== null) return null;
  if ((kind === "utf8" || kind === "dictionary") && writing.escapeFormulas) return null;
  return (kind === "date" || kind === "timestamp") && writing.date !== null ? null : fields;
}

function sameDialect({ block }: FieldsOf, { sep, quote, escape, doubleQuote, quoting, lineEnd }: Writing): boolean {
  const { dialect } = block.scanner;
  return dialect.sep === sep.charCodeAt(0) && dialect.quote === quote.charCodeAt(0) && escape === null && doubleQuote && quoting === "minimal" && /^[\r\n]+$/.test(lineEnd);
}
