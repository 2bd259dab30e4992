/**
 * A value that plain structured cloning would not keep. Anything else crosses as it is, so that the usual value costs
 * nothing to encode or decode; the key tells the two apart, and a user's object that has it is wrapped as well.
 */
export interface Encoded {
  readonly [MARK]: true;
  /** the value, with a hole (`null`) where a part stood */
  readonly value: unknown;
  readonly parts: readonly EncodedPart[];
}

/** One object inside a value, encoded by a codec. */
export interface EncodedPart {
  /** where it stood: keys and positions from the root; empty for the root */
  readonly at: readonly (string | number)[];
  readonly codec: string;
  /** module that registers the codec, or null for one of our own */
  readonly module: string | null;
  readonly data: unknown;
}

/** A view of a shared buffer, which goes by its number. */
export interface SharedView {
  readonly type: string;
  readonly buffer: number;
  readonly byteOffset: number;
  readonly length: number;
}

export const MARK = "@framepool/pool:encoded";

export function encoded(value: unknown, parts: readonly EncodedPart[] | null): Encoded {
  return { [MARK]: true, value, parts: parts ?? [] };
}

export function isEncoded(value: unknown): value is Encoded {
  return typeof value === "object" && value !== null && MARK in value && Object.hasOwn(value, MARK);
}
