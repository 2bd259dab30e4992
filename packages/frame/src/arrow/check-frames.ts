import type { FileHandle } from "node:fs/promises";
import { checkMessage, checkSchema, Kind } from "./check-metadata.js";
import { requireDecoder } from "./codecs.js";
import { rootTable, tableIn, vectorIn, type FlatTable } from "./flatbuffer.js";
import type { ArrowModule } from "./type-to-arrow.js";

/** Bytes that are read anywhere; fewer than asked for at their end. */
interface Bytes {
  readonly size: number;
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

const MAGIC = "ARROW1";
/** the mark, a footer and its length, the mark */
const SMALLEST = 2 * MAGIC.length + 10;
const CONTINUES = -1;
/** Numbers of fields. */
const FOOTER = { schema: 1, dictionaries: 2, recordBatches: 3, custom: 4 } as const;
/** a struct: where a message begins, bytes of its metadata, bytes of its body */
const BLOCK_BYTES = 24;

/**
 * Looks at the frame of Arrow IPC bytes, message by message, before apache-arrow follows it: it takes a length below 0 for
 * a step back, and asks for the next batch where the footer names something else, so it reads one message for ever; and it
 * takes numbers of the other byte order for ours.
 *
 *     stream    message, message, …, end       message: -1 | length | flatbuffer | body
 *     file      ARROW1 | stream | footer with the places of the messages | its length | ARROW1
 *
 * Throws an Error that says what is wrong; what it cannot make out is left for apache-arrow to refuse.
 */
export async function checkFrames(source: Uint8Array | FileHandle, arrow: ArrowModule): Promise<void> {
  const bytes = await open(source);
  try {
    const codecs = await ((await markAt(bytes, 0)) === MAGIC ? checkFile(bytes) : checkStream(bytes));
    for (const codec of codecs) requireDecoder(arrow, codec);
  } catch (error) {
    if (error instanceof RangeError) throw new Error("it is damaged: an offset in its metadata leads nowhere", { cause: error });
    throw error;
  }
}

/** Gives the methods of compression. */
async function checkStream(bytes: Bytes): Promise<ReadonlySet<number>> {
  const first = await bytes.read(0, 4);
  const length = first.length < 4 ? 0 : viewOf(first).getInt32(0, true);
  if (length !== CONTINUES && (length <= 0 || length > bytes.size)) throw new Error("it is no Arrow IPC file or stream");
  const codecs = new Set<number>();
  for (let at = 0; at < bytes.size; ) {
    const message = await messageAt(bytes, at);
    if (message === null) break;
    if (message.codec !== null) codecs.add(message.codec);
    at = message.end;
  }
  return codecs;
}

async function checkFile(bytes: Bytes): Promise<ReadonlySet<number>> {
  const tail = 4 + MAGIC.length;
  if (bytes.size < SMALLEST || (await markAt(bytes, bytes.size - MAGIC.length)) !== MAGIC) throw new Error("it is an Arrow file whose end is missing");
  const end = viewOf(await bytes.read(bytes.size - tail, 4));
  const length = end.getInt32(0, true);
  if (length <= 0 || length > bytes.size - tail - MAGIC.length) throw new Error("it is damaged: its footer is longer than it is");
  const footer = rootTable(await bytes.read(bytes.size - tail - length, length));
  const schema = tableIn(footer, FOOTER.schema);
  if (schema !== null) checkSchema(schema);
  vectorIn(footer, FOOTER.custom, 4);
  const codecs = new Set<number>();
  for (const [blocks, kind] of [[FOOTER.dictionaries, Kind.dictionaryBatch], [FOOTER.recordBatches, Kind.recordBatch]] as const) {
    for (const offset of offsetsIn(footer, blocks)) {
      const message = offset < MAGIC.length ? null : await messageAt(bytes, offset);
      if (message === null || message.kind !== kind) throw new Error(`it is damaged: its footer says that a batch is at byte ${String(offset)}, and there is none`);
      if (message.codec !== null) codecs.add(message.codec);
    }
  }
  return codecs;
}

async function markAt(bytes: Bytes, at: number): Promise<string> {
  return Buffer.from(await bytes.read(at, MAGIC.length)).toString("latin1");
}

/** Where the blocks of a footer are said to be. */
function offsetsIn(footer: FlatTable, field: number): number[] {
  const blocks = vectorIn(footer, field, BLOCK_BYTES);
  return Array.from({ length: blocks?.count ?? 0 }, (_, i) => Number(footer.view.getBigInt64(blocks!.at + i * BLOCK_BYTES, true)));
}

/** What a message is, and where the next one begins; null at the end, and where the end is missing. */
async function messageAt(bytes: Bytes, at: number): Promise<{ readonly kind: number; readonly codec: number | null; readonly end: number } | null> {
  const prefix = await bytes.read(at, 8);
  if (prefix.length < 4) throw new Error(`its end is missing: a message begins at byte ${String(at)}, and has no length`);
  const first = viewOf(prefix).getInt32(0, true);
  const hasMark = first === CONTINUES && prefix.length === 8;
  const length = hasMark ? viewOf(prefix).getInt32(4, true) : first;
  const start = at + (hasMark ? 8 : 4);
  if (length < 0) throw new Error(`it is damaged: a message at byte ${String(at)} is said to have ${String(length)} bytes of metadata`);
  // Behind a stream that was cut off there is nothing to look at; what came before is good.
  if (length === 0 || start + length > bytes.size) return null;
  const { kind, codec, body } = checkMessage(rootTable(await bytes.read(start, length)));
  if (body < 0) throw new Error(`it is damaged: a message at byte ${String(at)} is said to have ${String(body)} bytes`);
  return { kind, codec, end: start + length + body };
}

async function open(source: Uint8Array | FileHandle): Promise<Bytes> {
  if (source instanceof Uint8Array) return { size: source.length, read: (at, length) => source.subarray(Math.max(0, at), Math.max(0, at) + length) };
  const { size } = await source.stat();
  return {
    size,
    async read(at, length) {
      const { buffer, bytesRead } = await source.read(new Uint8Array(length), 0, length, Math.max(0, at));
      return buffer.subarray(0, bytesRead);
    },
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
