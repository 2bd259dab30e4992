import { StringBuilder } from "../../build/builders/string.js";
import { Column } from "../../column.js";
import { STRING } from "../../data-types.js";
import { instantsOf } from "../../dt/instants.js";
import { durationText, isoText } from "../../dt/iso-text.js";
import { columnNumbers } from "../arithmetic/numbers.js";
import { missingFlags } from "../missing.js";
import { float32Text, floatText } from "../number-text.js";
import { cannotConvert } from "./misfit.js";

/** Text as Python writes the cells: `7`, `7.0`, `True`, `2021-03-04`, `2021-03-04 05:06:07`. */
export function toText(column: Column): Column {
  const text = textAt(column);
  const missing = missingFlags(column);
  const builder = new StringBuilder(STRING, column.length);
  for (let row = 0; row < column.length; row++) {
    if (missing[row] === 1) builder.appendNull();
    else builder.append(text(row));
  }
  return Column.of(column.name, builder.finish());
}

function textAt(column: Column): (row: number) => string {
  const { type } = column;
  switch (type.kind) {
    case "bool": return (row) => (column.get(row) === true ? "True" : "False");
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
