import { isAscii } from "node:buffer";
import type { Column } from "../column.js";
import type { Vector } from "../vector.js";

/** Whether a column is text of 32-bit offsets (no category) in which every byte is a character. */
export function isAsciiText({ type, vectors }: Column): boolean {
  return type.kind === "utf8" && !type.large && vectors.every((vector) => isAscii(textBytes(vector)));
}

/** The bytes of a vector's text: a view. */
export function textBytes({ storage, offset, length }: Vector): Uint8Array {
  return (storage.data as Uint8Array).subarray(Number(storage.offsets![offset]!), Number(storage.offsets![offset + length]!));
}
