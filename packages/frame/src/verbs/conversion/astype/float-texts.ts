import { bitAt } from "../../../bitmap.js";
import { grown, sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import { STRING } from "../../../data-types.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import { floatText } from "../../numbers/number-text.js";

/** No text of a float has more bytes. */
const LONGEST = 32;
/** What a text of an Arrow column ends at most. */
const MOST_BYTES = 2 ** 31 - 1;
/** Ten to the number of decimals that are tried. */
const POWERS = Int32Array.from({ length: 7 }, (_, decimals) => 10 ** decimals);

/** Whether so many texts fit into one vector, however long they are. */
export function fitTexts(rows: number): boolean {
  return rows > 0 && rows * LONGEST <= MOST_BYTES;
}

/** The texts of floats ({@link floatText}) where a bit of `present` is set (null: everywhere), as bytes: of most no string is made. */
export function floatTexts(name: string, values: Float64Array, present: Uint8Array | null): Column {
  const { length } = values;
  const offsets = sharedArray(Int32Array, length + 1);
  let bytes = sharedArray(Uint8Array, 8 * length + LONGEST);
  let end = 0;
  for (let row = 0; row < length; row++) {
    if (end + LONGEST > bytes.length) bytes = grown(Uint8Array, bytes, end + LONGEST);
    if (present === null || bitAt(present, row)) end = write(values[row]!, bytes, end);
    offsets[row + 1] = end;
  }
  return Column.of(name, new Vector(new Storage(STRING, length, { offsets, data: bytes.subarray(0, end), validity: present })));
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
  const text = floatText(value);
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

function digitsOf(whole: number): number {
  let count = 1;
  for (let power = 10; power <= whole; power *= 10) count++;
  return count;
}

/** Writes so many digits of an integer of 31 bits, zeros before them, and says where they end. */
function writeDigits(whole: number, count: number, bytes: Uint8Array, at: number): number {
  let rest = whole | 0;
  for (let i = at + count - 1; i >= at; i--) {
    const next = (rest / 10) | 0;
    bytes[i] = ZERO + rest - next * 10;
    rest = next;
  }
  return at + count;
}

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
