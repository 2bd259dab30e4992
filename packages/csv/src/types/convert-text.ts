import { INT32, FLOAT64, makeBuilder, NULL, Storage, Vector, type DataType } from "@framepool/frame/internal";
import type { CellRules } from "./cell-rules.js";
import { parseFloat64 } from "./parse-cell.js";

/** A vector of text as the type that its cells were found to have: a copy, but for which rows are missing. */
export function convertText(text: Vector, type: DataType, rules: CellRules): Vector {
  if (type.kind === "utf8") return text;
  if (type.kind === "null") return new Vector(new Storage(NULL, text.length, {}));
  if (rules.plain && type.kind === "float") return new Vector(new Storage(FLOAT64, text.length, { data: floats(text), validity: text.storage.validity }));
  if (rules.plain && type.kind === "int" && type.bits === 32) return new Vector(new Storage(INT32, text.length, { data: integers(text), validity: text.storage.validity }));
  const builder = makeBuilder(type, text.length);
  const parse = rules.parser(type);
  for (let i = 0; i < text.length; i++) {
    const cell = text.get(i);
    if (cell === null) builder.appendNull();
    else builder.append(parse(cell as string));
  }
  return builder.finish();
}

function floats(text: Vector): Float64Array {
  const data = new Float64Array(new SharedArrayBuffer(text.length * 8));
  for (let i = 0; i < text.length; i++) {
    const cell = text.get(i) as string | null;
    if (cell === null) continue;
    const value = Number(cell);
    data[i] = Number.isNaN(value) ? parseFloat64(cell)! : value;
  }
  return data;
}

const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** From the bytes: these are known to be an integer, with a sign or spaces around it perhaps. */
function integers({ storage, length }: Vector): Int32Array {
  const data = new Int32Array(new SharedArrayBuffer(length * 4));
  const bytes = storage.data as Uint8Array;
  const offsets = storage.offsets as Int32Array;
  for (let row = 0; row < length; row++) {
    let value = 0;
    let negative = false;
    const end = offsets[row + 1]!;
    for (let i = offsets[row]!; i < end; i++) {
      const byte = bytes[i]!;
      if (byte >= ZERO && byte <= NINE) value = value * 10 + byte - ZERO;
      else if (byte === MINUS) negative = true;
    }
    data[row] = negative ? -value : value;
  }
  return data;
}
