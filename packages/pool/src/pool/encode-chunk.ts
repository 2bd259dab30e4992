import { roughSize } from "../travel/rough-size.js";
import type { Transferred } from "../values/codec.js";
import { encode, type EncodedValue } from "../values/encode.js";
import { isSimple } from "../values/flat.js";
import { packNumbers } from "../values/numbers.js";
import { withIndex } from "./item-errors.js";
import type { PoolCall } from "./PoolCall.js";

export interface EncodedChunk {
  readonly calls: ArrayLike<unknown>;
  /** why items cannot be sent, by their positions; null where all can */
  readonly refused: ReadonlyMap<number, unknown> | null;
  readonly transfer: readonly Transferred[];
  /** about what the calls weigh on the wire */
  readonly bytes: number;
}

/** Items as calls of a job. One that cannot be sent fails by itself. */
export function encodeChunk(call: PoolCall, chunk: readonly unknown[], first: number): EncodedChunk {
  // One look at each is the most of what many small calls cost here.
  const packed = call.unary ? packNumbers(chunk) : chunk;
  if (packed !== chunk || isSimpleChunk(chunk, call.unary)) return { calls: packed, refused: null, transfer: NOTHING, bytes: chunkSize(chunk) };
  const bytes = call.crew.kind === "processes";
  const calls: unknown[] = [];
  const refused = new Map<number, unknown>();
  const transfer = new Set<Transferred>();
  chunk.forEach((item, i) => {
    try {
      const encoded = call.unary ? encode(item, { path: "item", direction: "to worker", bytes }) : encodeArgs(item as readonly unknown[], bytes);
      calls.push(encoded.value);
      for (const buffer of encoded.transfer) transfer.add(buffer);
    } catch (error) {
      refused.set(i, call.items ? withIndex(error, first + i) : error);
    }
  });
  return { calls, refused: refused.size === 0 ? null : refused, transfer: [...transfer], bytes: chunkSize(calls) };
}

const NOTHING: readonly Transferred[] = [];

/** Nothing in it needs help. A plain loop: it is fast the first time, too. */
function isSimpleChunk(chunk: readonly unknown[], unary: boolean): boolean {
  for (let i = 0; i < chunk.length; i++) {
    const item = chunk[i];
    if (unary ? !isSimple(item) : !isSimpleChunk(item as readonly unknown[], true)) return false;
  }
  return true;
}

function encodeArgs(args: readonly unknown[], bytes: boolean): EncodedValue {
  const transfer: Transferred[] = [];
  const value = args.map((arg, i) => {
    const encoded = encode(arg, { path: `args[${i}]`, direction: "to worker", bytes });
    for (const buffer of encoded.transfer) transfer.push(buffer);
    return encoded.value;
  });
  return { value, transfer };
}

/** Items that are looked at to tell what a chunk weighs. */
const SAMPLES = 8;

/** About what some encoded items weigh: the mean of a few of them, times their number. */
function chunkSize(items: readonly unknown[]): number {
  const { length } = items;
  if (length <= SAMPLES) return items.reduce<number>((size, item) => size + itemSize(item), 0);
  let size = 0;
  for (let i = 0; i < SAMPLES; i++) size += itemSize(items[Math.floor((i * length) / SAMPLES)]);
  return (size / SAMPLES) * length;
}

/** About what one item weighs, encoded; 0 if it cannot be. */
export function itemSize(item: unknown): number {
  return typeof item === "number" ? 9 : roughSize(item);
}
