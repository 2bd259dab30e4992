import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import type { DataType } from "../../../data-types.js";
import { instantsOf, timeColumn, unitOfNanos, type Instants } from "../../../dt/instants.js";
import { readIso } from "../../../dt/iso-bytes.js";
import { parseIso } from "../../../dt/parse-iso.js";
import { trimmed } from "../../../dt/space-bytes.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import { missingFlags } from "../../cells/missing.js";
import { validityOfFlags } from "../../numbers/floats.js";
import { columnNumbers } from "../../numbers/numbers.js";
import { readInstants } from "../to-datetime/read-instants.js";
import { cannotConvert, misfit } from "./misfit.js";

const DAY = 86_400_000;

type TimeTarget = Extract<DataType, { kind: "date" | "timestamp" | "duration" }>;

/**
 * Instants from ISO text, from other instants, or from numbers of ms; durations from numbers of ms. A timestamp takes
 * the unit that its digits need, from ms on; a date takes the day, UTC, of an instant.
 */
export function toTime(column: Column, type: TimeTarget): Column {
  const instants = given(column, type);
  if (type.kind === "date") return dayColumn(column, instants);
  return timeColumn(column.name, type.kind === "timestamp" ? { ...type, unit: unitOfNanos(instants.nanos) } : type, instants);
}

function given(column: Column, type: TimeTarget): Instants {
  const { kind } = column.type;
  if (kind === "utf8" && type.kind !== "duration") return parsed(column, type);
  if (kind === "int" || kind === "float") return ofNumbers(column, type);
  const fromInstant = kind === "date" || kind === "timestamp";
  if ((fromInstant && type.kind !== "duration") || (kind === "duration" && type.kind === "duration")) return instantsOf(column);
  throw cannotConvert(column, type);
}

function parsed(column: Column, type: TimeTarget): Instants {
  return readInstants(column, trimmed(readIso), (text, row) => {
    const instant = parseIso(text);
    if (instant === null) throw misfit(column, row, text, type, 'a time looks like 2021-03-04 05:06:07; toDatetime takes a format, and { errors: "coerce" }');
    return instant;
  });
}

function ofNumbers(column: Column, type: TimeTarget): Instants {
  const missing = missingFlags(column);
  const { values } = columnNumbers(column);
  for (let row = 0; row < values.length; row++) {
    if (missing[row] === 0 && !Number.isSafeInteger(values[row])) throw misfit(column, row, values[row], type, "a number is a count of whole ms");
  }
  return { ms: values, nanos: null, validity: validityOfFlags(missing) };
}

function dayColumn(column: Column, { ms, validity }: Instants): Column {
  const data = sharedArray(Int32Array, ms.length).subarray(0, ms.length);
  for (let row = 0; row < ms.length; row++) data[row] = Math.floor(ms[row]! / DAY);
  return Column.of(column.name, new Vector(new Storage({ kind: "date", unit: "day" }, ms.length, { data, validity })));
}
