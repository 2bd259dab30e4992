import { Buffer } from "node:buffer";

/** A set of characters, as they are found in UTF-8 without decoding it. */
export interface Characters {
  /** their code points */
  readonly points: ReadonlySet<number>;
  /** by the first byte of a character, and by its last one: {@link NONE}, {@link WHOLE} or {@link PART} */
  readonly byFirst: Uint8Array;
  readonly byLast: Uint8Array;
}

/** None of the characters has the byte there; it is one of them; one of several bytes may have it. */
export const [NONE, WHOLE, PART] = [0, 1, 2];

export function charactersOf(points: ReadonlySet<number>): Characters {
  const [byFirst, byLast] = [new Uint8Array(256), new Uint8Array(256)];
  for (const point of points) {
    const bytes = Buffer.from(String.fromCodePoint(point), "utf8");
    byFirst[bytes[0]!] = byLast[bytes.at(-1)!] = bytes.length === 1 ? WHOLE : PART;
  }
  return { points, byFirst, byLast };
}

/** How many bytes the character has that begins there. */
export function sizeAt(data: Uint8Array, at: number): number {
  const byte = data[at]!;
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** The code point of that character. */
export function pointAt(data: Uint8Array, at: number): number {
  const size = sizeAt(data, at);
  if (size === 1) return data[at]!;
  let point = data[at]! & (0x7f >> size);
  for (let k = 1; k < size; k++) point = (point << 6) | (data[at + k]! & 0x3f);
  return point;
}
