import { Buffer } from "node:buffer";
import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import type { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { viewOf } from "../verbs/take/copy-text.js";
import { pointsOf } from "./len.js";
import { bytesIn, lengthenedBytes, readAhead, TextWriter } from "./write-texts.js";

/** How texts are filled up. */
export interface Padding {
  readonly width: number;
  /** one character */
  readonly fill: string;
  /** of so many characters that lack, how many go to the left */
  readonly leftOf: (lack: number) => number;
  /** whether those go behind a sign */
  readonly signed: boolean;
}

/** Each cell of text with 32-bit offsets filled up; null where one may become too long. */
export function padBytes(column: Column, padding: Padding): Column | null {
  const fillBytes = Buffer.byteLength(padding.fill);
  return lengthenedBytes(column, (vector) => bytesIn(vector) + vector.length * Math.max(0, padding.width) * fillBytes, (vector) => padVector(vector, padding, fillBytes));
}

function padVector(vector: Vector, { width, fill, leftOf, signed }: Padding, fillBytes: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const view = viewOf(from);
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const validity = validityOf(vector);
  const points = pointsOf(vector);
  let [lacks, most] = [0, 0];
  for (let row = 0; row < length; row++) {
    const lack = Math.max(0, width - points[row]!);
    lacks += lack;
    most = Math.max(most, lack);
  }
  const filling = readAhead(Buffer.alloc(most * fillBytes, fill));
  const writer = new TextWriter(length, bytesIn(vector) + lacks * fillBytes);
  for (let row = 0; row < length; row++) {
    if (validity === null || bitAt(validity, row)) {
      const [start, end] = [ends[row]!, ends[row + 1]!];
      const lack = Math.max(0, width - points[row]!);
      const left = leftOf(lack);
      const behind = signed && end > start && isSign(from[start]!) ? start + 1 : start;
      writer.write(view, start, behind);
      writer.write(filling, 0, left * fillBytes);
      writer.write(view, behind, end);
      writer.write(filling, 0, (lack - left) * fillBytes);
    }
    writer.endRow();
  }
  return writer.finish(validity);
}

function isSign(byte: number): boolean {
  return byte === 0x2b || byte === 0x2d;
}

/** Each cell of text with 32-bit offsets so many times; null where one may become too long. */
export function repeatBytes(column: Column, times: number): Column | null {
  return lengthenedBytes(column, (vector) => bytesIn(vector) * Math.max(0, times), (vector) => repeatVector(vector, times));
}

function repeatVector(vector: Vector, times: number): Vector {
  const { storage, offset, length } = vector;
  const view = viewOf(storage.data as Uint8Array);
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const writer = new TextWriter(length, bytesIn(vector) * Math.max(0, times));
  for (let row = 0; row < length; row++) {
    const [start, end] = [ends[row]!, ends[row + 1]!];
    if (end > start) for (let k = 0; k < times; k++) writer.write(view, start, end);
    writer.endRow();
  }
  return writer.finish(validityOf(vector));
}
