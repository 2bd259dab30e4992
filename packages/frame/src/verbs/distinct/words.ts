import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { bitAt } from "../../bitmap.js";
import type { Distinct } from "../distinct.js";
import { missingFlags } from "../missing.js";
import { GrowingRows } from "./GrowingRows.js";
import { HashTable } from "./HashTable.js";

/** Values of fixed width, compared as two words of 32 bits. */
export function distinctWords(column: Column): Distinct {
  const { length } = column;
  const missing = missingFlags(column);
  const [low, high] = wordsOf(column);
  const codes = new Int32Array(length).fill(-1);
  const rows = new GrowingRows();
  const table = new HashTable();
  let row = 0;
  const equal = (key: number): boolean => low[rows.at(key)] === low[row] && high[rows.at(key)] === high[row];
  for (; row < length; row++) {
    if (missing[row] === 1) continue;
    const known = table.size;
    const code = table.enter(Math.imul(low[row]!, 0x9e37_79b1) ^ Math.imul(high[row]!, 0xc2b2_ae35), equal);
    if (code === known) rows.add(row);
    codes[row] = code;
  }
  return { codes, rows: rows.finish() };
}

/** The low and the high word of each row. Narrow integers have one word only, floats the bits of a float64. */
function wordsOf(column: Column): [low: Int32Array, high: Int32Array] {
  const low = new Int32Array(column.length);
  const high = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) {
    const [from, to] = [column.starts[k]!, column.starts[k + 1]!];
    copyWords(vector, low.subarray(from, to), high.subarray(from, to));
  }
  return [low, high];
}

function copyWords({ storage, offset, length, type }: Vector, low: Int32Array, high: Int32Array): void {
  const data = storage.data!;
  if (type.kind === "bool") {
    for (let i = 0; i < length; i++) low[i] = bitAt(data as Uint8Array, offset + i) ? 1 : 0;
  } else if (type.kind === "float") {
    const floats = new Float64Array(length);
    for (let i = 0; i < length; i++) floats[i] = (data as Float64Array)[offset + i]! + 0; // -0 is 0
    copyHalves(new Int32Array(floats.buffer), low, high);
  } else if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    copyHalves(new Int32Array(data.buffer, data.byteOffset + offset * 8, length * 2), low, high);
  } else {
    low.set(data.subarray(offset, offset + length));
  }
}

function copyHalves(halves: Int32Array, low: Int32Array, high: Int32Array): void {
  for (let i = 0; i < low.length; i++) {
    low[i] = halves[2 * i]!;
    high[i] = halves[2 * i + 1]!;
  }
}
