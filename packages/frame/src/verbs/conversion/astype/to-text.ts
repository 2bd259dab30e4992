import type { Column } from "../../../column.js";
import { STRING } from "../../../data-types.js";
import { instantsOf } from "../../../dt/instants.js";
import { durationText, isoText } from "../../../dt/iso-text.js";
import { boolText } from "../../cells/bool-text.js";
import { missingFlags } from "../../cells/missing.js";
import { presentBits } from "../../cells/present.js";
import { textColumn } from "../../cells/text-column.js";
import { float32Text, floatText } from "../../numbers/number-text.js";
import { columnNumbers } from "../../numbers/numbers.js";
import { fitTexts, floatTexts } from "./float-texts.js";
import { cannotConvert } from "./misfit.js";

/** Text as Python writes the cells: `7`, `7.0`, `True`, `2021-03-04`, `2021-03-04 05:06:07`. */
export function toText(column: Column): Column {
  const { type, length, name } = column;
  if (type.kind === "float" && type.bits === 64 && fitTexts(length)) return floatTexts(name, columnNumbers(column).values, presentBits(column));
  const text = textAt(column);
  const missing = missingFlags(column);
  return textColumn(name, length, (row) => (missing[row] === 1 ? null : text(row)));
}

function textAt(column: Column): (row: number) => string {
  const { type } = column;
  switch (type.kind) {
    case "bool": return (row) => boolText(column.get(row) === true);
    case "int": {
      const { values, wide } = columnNumbers(column);
      return wide === null ? (row) => String(values[row]!) : (row) => String(wide[row]!);
    }
    case "float": {
      if (type.bits === 16) throw cannotConvert(column, STRING);
      const { values } = columnNumbers(column);
      const write = type.bits === 32 ? float32Text : floatText;
      return (row) => write(values[row]!);
    }
    case "utf8": return (row) => column.get(row) as string;
    case "dictionary":
      if (type.values.kind !== "utf8") throw cannotConvert(column, STRING);
      return (row) => column.get(row) as string;
    case "date":
    case "timestamp": {
      const { ms, nanos } = instantsOf(column);
      const clock = type.kind === "timestamp";
      return (row) => isoText(ms[row]!, nanos?.[row] ?? 0, clock);
    }
    case "duration": {
      const { ms, nanos } = instantsOf(column);
      return (row) => durationText(ms[row]!, nanos?.[row] ?? 0);
    }
    default: throw cannotConvert(column, STRING);
  }
}
