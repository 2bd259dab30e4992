import { Buffer } from "node:buffer";
import { encodingOf, plainName } from "../text/encodings.js";

/** Turns UTF-8 into the bytes of an encoding; with `first`, with the byte order mark of one that has it. Throws ArgumentError for an unknown one. */
export async function encoderOf(name: string): Promise<(utf8: Uint8Array, first: boolean) => Uint8Array> {
  const plain = plainName(name);
  const marked = plain === "utf8sig" || plain === "utf16";
  const encoding = await encodingOf(plain === "utf16" ? "utf16le" : name);
  if (encoding === null && !marked) return (utf8) => utf8;
  return (utf8, first) => {
    const text = (marked && first ? "\ufeff" : "") + Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString("utf8");
    return encoding === null ? Buffer.from(text) : encoding.encode(text);
  };
}
