import type { Column } from "../../../column.js";
import { STRING } from "../../../data-types.js";
import { instantsOf } from "../../../dt/instants.js";
import { durationText, isoTexts } from "../../../dt/iso-text.js";
import { boolText } from "../../cells/bool-text.js";
import { missingFlags } from "../../cells/missing.js";
import { presentBits } from "../../cells/present.js";
import { textColumn } from "../../cells/text-column.js";
import { writeAscii, writeInteger, writtenTexts } from "../../take/written-texts.js";
import { float32Text } from "../../numbers/number-text.js";
import { columnNumbers } from "../../numbers/numbers.js";
import { floatTexts } from "./float-texts.js";
import { cannotConvert } from "./misfit.js";

/** No text of an integer of 64 bits, or of a bool, has more bytes. */
const LONGEST = 24;

/** Text as Python writes the cells: `7`, `7.0`, `True`, `2021-03-04`, `2021-03-04 05:06:07`. */
export function toText(column: Column): Column {
  return asBytes(column) ?? asTexts(column);
}

/** The texts written as bytes; null for types of which each is made as a string. */
function asBytes(column: Column): Column | null {
  const { type, length, name } = column;
  switch (type.kind) {
    case "bool": {
      const { values } = columnNumbers(column);
      return writtenTexts(name, length, presentBits(column), LONGEST, (row, bytes, at) => writeAscii(boolText(values[row] === 1), bytes, at));
    }
    case "int": {
      const { values, wide } = columnNumbers(column);
      return writtenTexts(name, length, presentBits(column), LONGEST, (row, bytes, at) => (wide === null ? writeInteger(values[row]!, bytes, at) : writeAscii(String(wide[row]!), bytes, at)));
    }
    case "float": return type.bits === 64 ? floatTexts(name, columnNumbers(column).values, presentBits(column)) : null;
    case "date":
    case "timestamp": return isoTexts(name, instantsOf(column), type.kind === "timestamp");
    default: return null;
  }
}

function asTexts(column: Column): Column {
  const text = textAt(column);
  const missing = missingFlags(column);
  return textColumn(column.name, column.length, (row) => (missing[row] === 1 ? null : text(row)));
}

function textAt(column: Column): (row: number) => string {
  const { type } = column;
  switch (type.kind) {
    case "float": {
      if (type.bits === 16) throw cannotConvert(column, STRING);
      const { values } = columnNumbers(column);
      return (row) => float32Text(values[row]!);
    }
    case "utf8":
    case "decimal":
    case "time": return (row) => column.get(row) as string;
    case "dictionary":
      if (type.values.kind !== "utf8") throw cannotConvert(column, STRING);
      return (row) => column.get(row) as string;
    case "duration": {
      const { ms, nanos } = instantsOf(column);
      return (row) => durationText(ms[row]!, nanos?.[row] ?? 0);
    }
    default: throw cannotConvert(column, STRING);
  }
}
