import type { Column } from "../../../column.js";
import { digitsOf, writeAscii, writeDigits, writtenTexts } from "../../take/written-texts.js";
import { floatText } from "../../numbers/number-text.js";

/** No text of a float has more bytes. */
const LONGEST = 32;
/** Ten to the number of decimals that are tried. */
const POWERS = Int32Array.from({ length: 7 }, (_, decimals) => 10 ** decimals);

const MINUS = 0x2d;
const POINT = 0x2e;

/** The texts of floats ({@link floatText}) where a bit of `present` is set (null: everywhere), as bytes: of most no string is made. */
export function floatTexts(name: string, values: Float64Array, present: Uint8Array | null): Column {
  return writtenTexts(name, values.length, present, LONGEST, (row, bytes, at) => write(values[row]!, bytes, at));
}

/** Writes the text of a float from `at` on, and says where it ends. */
function write(value: number, bytes: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 2 ** 31) {
    for (let decimals = 0; decimals < POWERS.length; decimals++) {
      const power = POWERS[decimals]!;
      const digits = Math.round(size * power);
      if (digits >= 1e15) break;
      // Of 15 digits no two are read as one float: the first that are read as this one are the shortest.
      if (digits / power !== size) continue;
      const whole = Math.floor(digits / power);
      const start = value < 0 ? at + 1 : at;
      if (value < 0) bytes[at] = MINUS;
      const point = writeDigits(whole, digitsOf(whole), bytes, start);
      bytes[point] = POINT;
      return writeDigits(digits - whole * power, Math.max(1, decimals), bytes, point + 1);
    }
  }
  return writeAscii(floatText(value), bytes, at);
}
