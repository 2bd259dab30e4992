import { isUtf8 } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { nameOf } from "../records/name-of.js";
import { countLines } from "../text/count-lines.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { notUtf8, utf8Length } from "../text/decode.js";

/** Throws CsvParseError, with line and byte, if text[from, to) is not UTF-8. */
export function checkUtf8(block: TextBlock, from: number, to: number): void {
  const bytes = block.text.subarray(from, to);
  if (isUtf8(bytes)) return;
  const at = from + utf8Length(bytes);
  const { line, byte } = block.placeAt(from);
  const offset = byte + at - from;
  const badLine = line + countLines(block.text, from, at);
  throw new CsvParseError(`${nameOf(block.file)}, line ${String(badLine)}: ${notUtf8(block.text[at]!, offset)}`, { file: block.file, line: badLine, byte: offset });
}
