import { Buffer } from "node:buffer";
import { StringDecoder } from "node:string_decoder";
import { ArgumentError, late } from "@framepool/errors";

/** One encoding, both ways. `utf8` is not one of these: its bytes are taken as they are. */
export interface Encoding {
  /** Makes a decoder that keeps an unfinished character for the next chunk. */
  decoder(): { write(bytes: Uint8Array): string; end(): string };
  /** Throws ArgumentError for a character that the encoding does not have. */
  encode(text: string): Uint8Array;
  /** Bytes that text takes. */
  width(text: string): number;
}

const UTF16: Encoding = {
  decoder: () => stringDecoder("utf16le"),
  encode: (text) => Buffer.from(text, "utf16le"),
  width: (text) => text.length * 2,
};

const LATIN1: Encoding = {
  decoder: () => stringDecoder("latin1"),
  encode: (text) => {
    const odd = /[^\u0000-\u00ff]/u.exec(text);
    if (odd !== null) throw unencodable(odd[0], "latin1");
    return Buffer.from(text, "latin1");
  },
  width: (text) => text.length,
};

/** An encoding's name in one spelling: `UTF-8` → `utf8`. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

/** The encoding of that name, or null for UTF-8. Throws ArgumentError for a name that nobody knows. */
export async function encodingOf(name: string): Promise<Encoding | null> {
  switch (plainName(name)) {
    case "utf8":
    case "utf8sig":
    case "ascii": return null;
    case "utf16le":
    case "ucs2": return UTF16;
    case "latin1":
    case "iso88591": return LATIN1;
    default: return iconvEncoding(name);
  }
}

/** Any other encoding. iconv-lite and its tables are loaded when one is asked for. */
async function iconvEncoding(name: string): Promise<Encoding> {
  const { default: iconv } = await late(() => import("iconv-lite"));
  if (!iconv.encodingExists(name)) throw new ArgumentError(`no encoding ${JSON.stringify(name)}; "utf8", "utf16le", "latin1", "windows-1252", "shift_jis", "gb18030" are some`);
  return {
    decoder: () => {
      const decoder = iconv.getDecoder(name, { stripBOM: false });
      return { write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), end: () => decoder.end() ?? "" };
    },
    encode: (text) => {
      const bytes = iconv.encode(text, name, { addBOM: false });
      const back = iconv.decode(bytes, name, { stripBOM: false });
      if (back !== text) throw unencodable(Array.from(text).find((character) => !back.includes(character)) ?? text, name);
      return bytes;
    },
    width: (text) => iconv.encode(text, name, { addBOM: false }).length,
  };
}

function stringDecoder(name: "utf16le" | "latin1"): ReturnType<Encoding["decoder"]> {
  const decoder = new StringDecoder(name);
  return { write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), end: () => decoder.end() };
}

function unencodable(character: string, name: string): ArgumentError {
  return new ArgumentError(`${JSON.stringify(character)} cannot be written in ${name}; use encoding: "utf8"`);
}
