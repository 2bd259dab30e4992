import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { floatTexts } from "./float-texts.js";
import { durationText, instantTexts } from "./time-texts.js";

const MISSING = "null";

/** The cells of some rows as they are printed; a missing one is `null`. 64-bit values keep all their digits. */
export function cellTexts(column: Column, rows: readonly number[]): string[] {
  const present = rows.filter((row) => !column.isNull(row));
  const texts = presentTexts(column, present);
  let next = 0;
  return rows.map((row) => (present[next] === row ? texts[next++]! : MISSING));
}

function presentTexts(column: Column, rows: readonly number[]): string[] {
  const { type } = column;
  switch (type.kind) {
    case "float": return type.bits === 16 ? rows.map(() => `<${typeName(type)}>`) : floatTexts(rows.map((row) => column.get(row) as number));
    case "int": return rows.map((row) => String(rawAt(column, row)));
    case "timestamp": return instantTexts(rows.map((row) => BigInt(rawAt(column, row))), type.unit);
    case "date": return rows.map((row) => dateText(column.get(row) as Date));
    case "duration": return rows.map((row) => durationText(BigInt(rawAt(column, row)), type.unit));
    case "bool":
    case "decimal":
    case "time":
    case "utf8":
    case "binary":
    case "fixed-binary":
    case "list":
    case "dictionary": return rows.map((row) => readText(column, row));
    default: return rows.map(() => `<${typeName(type)}>`);
  }
}

/** The number as the column holds it: reading a 64-bit one as a number may throw. */
function rawAt({ vectors, starts }: Column, row: number): number | bigint {
  let k = 0;
  while (row >= starts[k + 1]!) k++;
  const { storage, offset } = vectors[k]!;
  return storage.data![offset + row - starts[k]!]!;
}

function readText(column: Column, row: number): string {
  try {
    return oneLine(cellText(column.get(row)));
  } catch {
    return `<${typeName(column.type)}>`; // items of a type that is passed through
  }
}

function cellText(cell: Cell): string {
  if (cell === null) return MISSING;
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "out of range" : cell.toISOString();
  if (cell instanceof Uint8Array) return `<${String(cell.length)} bytes>`;
  return typeof cell === "object" ? `[${cell.map(cellText).join(", ")}]` : String(cell);
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "out of range" : date.toISOString().split("T")[0]!;
}

/** A cell takes one line. */
export function oneLine(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
}
