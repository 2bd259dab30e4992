import { Buffer } from "node:buffer";
import { constants, type Stats } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { CsvParseError, isError } from "@framepool/errors";
import type { Dialect } from "../dialect.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { readHead, type Head } from "../rows/read-head.js";
import { BadText, decode } from "../text/decode.js";
import { fileOf, readFailure } from "../text/open-source.js";
import type { Bytes } from "./table.js";

/** An input whose bytes can be read anywhere, and what comes before its rows. It holds no descriptor. */
export interface RangedInput {
  readonly file: string | null;
  readonly size: number;
  readonly head: Head;
  /** Opens it to be read. Throws CsvParseError where it is another file by now. */
  open(): Promise<OpenBytes>;
}

/** Bytes that may be read until they are closed. */
export interface OpenBytes {
  readonly bytes: Bytes;
  close(): Promise<void>;
}

/** Bytes of an input that are looked at for the header; doubled as long as it does not end in them. */
const FIRST = 64 * 1024;

/** Looks at an input of ranges: a regular file, or bytes. Throws CsvParseError for one that cannot be read, or has no header. */
export async function lookAtInput(source: CsvSource, dialect: Dialect, options: CsvReadOptions): Promise<RangedInput> {
  const file = fileOf(source);
  if (file === null) return lookAtMemory(source as Uint8Array, dialect, options);
  const { handle, found } = await openFile(file);
  try {
    const { size } = found;
    const head = await headOf((bytes) => readFirst(handle, bytes), size, file, dialect, options);
    return { file, size, head, open: () => openAgain(file, found) };
  } catch (error) {
    throw isError(error) && "syscall" in error ? readFailure(file, error) : error;
  } finally {
    await handle.close();
  }
}

/** The same file: what was put in its place meanwhile may have other columns, and ends elsewhere. */
async function openAgain(file: string, { dev, ino, size }: Stats): Promise<OpenBytes> {
  const { handle, found } = await openFile(file);
  if (found.dev === dev && found.ino === ino && found.size >= size) return { bytes: { fd: handle.fd }, close: () => handle.close() };
  await handle.close();
  throw new CsvParseError(`${file} was replaced, or made shorter, before it was read; read it again when nobody writes it`, { file });
}

async function openFile(file: string): Promise<{ handle: FileHandle; found: Stats }> {
  let handle: FileHandle | null = null;
  try {
    // What was a regular file may be a pipe by now, which would be waited for until somebody writes to it.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    return { handle, found: await handle.stat() };
  } catch (error) {
    await handle?.close();
    throw readFailure(file, error);
  }
}

async function lookAtMemory(source: Uint8Array, dialect: Dialect, options: CsvReadOptions): Promise<RangedInput> {
  const memory = new SharedArrayBuffer(source.length);
  const bytes = new Uint8Array(memory);
  bytes.set(source);
  const head = await headOf((most) => Promise.resolve(Buffer.from(memory, 0, Math.min(most, source.length))), source.length, null, dialect, options);
  return { file: null, size: source.length, head, open: () => Promise.resolve({ bytes: { memory }, close: () => Promise.resolve() }) };
}

async function headOf(first: (bytes: number) => Promise<Buffer>, size: number, file: string | null, dialect: Dialect, options: CsvReadOptions): Promise<Head> {
  for (let most = FIRST; ; most *= 2) {
    const bytes = await first(most);
    const { text, origin, width } = await decoded(bytes, file, options.encoding);
    const byteOf = (offset: number): number => origin + width(text.subarray(0, offset));
    const head = readHead(text, bytes.length >= size, file, dialect, options, byteOf);
    if (head !== null) return { ...head, start: byteOf(head.start) };
  }
}

/** The first bytes as text, without a byte order mark; a character that does not end in them is left out. */
async function decoded(bytes: Buffer, file: string | null, encoding: string | undefined): Promise<{ text: Buffer; origin: number; width: (utf8: Buffer) => number }> {
  async function* once() {
    yield bytes;
  }
  const { pieces, width } = await decode(once(), encoding);
  const texts: Buffer[] = [];
  let origin: number | null = null;
  try {
    for await (const piece of pieces) {
      origin ??= piece.origin;
      texts.push(piece.bytes);
    }
  } catch (error) {
    if (!(error instanceof BadText)) throw error;
    // Behind the header it is said by who reads it, with its line.
    if (texts.length === 0) throw new CsvParseError(`${file ?? "the CSV text"}, line 1: ${error.message}`, { file, line: 1, byte: error.byte }, { cause: error });
  }
  return { text: Buffer.concat(texts), origin: origin ?? 0, width };
}

async function readFirst(handle: FileHandle, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes);
  let have = 0;
  while (have < bytes) {
    const { bytesRead } = await handle.read(buffer, have, bytes - have, have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return buffer.subarray(0, have);
}
