import { MessagePort } from "node:worker_threads";
import { ArgumentError } from "@framepool/errors";
import type { Transferred } from "./codec.js";
import { isDetached } from "./detached.js";

/** A value whose buffers are moved instead of copied when it is sent. Made by `move`, unwrapped by `encode`. */
export class Moved {
  readonly #value: unknown;
  readonly #transfer: readonly Transferred[];

  constructor(value: unknown, transfer: readonly Transferred[]) {
    this.#value = value;
    this.#transfer = transfer;
  }

  get value(): unknown {
    return this.#value;
  }

  get transfer(): readonly Transferred[] {
    return this.#transfer;
  }
}

/**
 * Sends `value` without a copy: its buffers are detached here and belong to the receiver. For an argument, an item, or
 * what a function returns; use it where the value leaves (`return move(bytes)`), not before. The sender must own what it
 * moves: a view has to cover its whole buffer. Frames and series go along as always, by handle where their memory is
 * shared. What was moved cannot be sent again, by `retries` neither.
 *
 * @throws ArgumentError for a view of a part of a buffer (the rest would be lost to whoever else uses it: a small
 *   `Buffer` shares one of Node's with strangers), and for memory that was moved before
 * @example
 * import { move, Pool } from "@framepool/pool";
 *
 * await using pool = new Pool(1);
 * const bytes = new Uint8Array(4).fill(7);
 * await pool.apply((part: Uint8Array) => part.length, [move(bytes)]); // → 4
 * bytes.length; // → 0
 */
export function move<T>(value: T): T {
  const found = new Set<Transferred>();
  const parts: ArrayBufferView[] = [];
  collect(value, found, parts, new Set());
  for (const part of parts) if (!found.has(part.buffer as ArrayBuffer)) throw notOwned(part);
  for (const buffer of found) if (buffer instanceof ArrayBuffer && isDetached(buffer)) throw new ArgumentError("move: the value's memory was moved before, and is not here any more");
  // The wrapper is told apart by its class, and never seen by a user's function: `T` is what the receiver gets.
  return new Moved(value, [...found]) as T;
}

/** Finds buffers and ports, and views that cover a part of their buffer. */
function collect(value: unknown, found: Set<Transferred>, parts: ArrayBufferView[], seen: Set<object>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  const all = (values: Iterable<unknown>): void => {
    for (const each of values) collect(each, found, parts, seen);
  };
  if (ArrayBuffer.isView(value)) collectView(value, found, parts);
  else if (value instanceof ArrayBuffer || value instanceof MessagePort) found.add(value);
  else if (Array.isArray(value) || value instanceof Set) all(value);
  else if (value instanceof Map) {
    all(value.keys());
    all(value.values());
  } else if (isPlainObject(value)) all(Object.values(value));
}

function collectView(view: ArrayBufferView, found: Set<Transferred>, parts: ArrayBufferView[]): void {
  // Shared memory goes by handle in any case.
  if (!(view.buffer instanceof ArrayBuffer)) return;
  if (view.byteLength < view.buffer.byteLength) parts.push(view);
  else found.add(view.buffer);
}

function notOwned(view: ArrayBufferView): ArgumentError {
  // `slice` of a Buffer is no copy.
  const [what, copy] = Buffer.isBuffer(view) ? ["Buffer", "new Uint8Array(bytes)"] : [view.constructor.name, "bytes.slice()"];
  return new ArgumentError(`move: a ${what} of ${view.byteLength} bytes is a part of a buffer of ${view.buffer.byteLength}, which is not its own to give away. Move a copy, move(${copy}), or move the whole buffer along`);
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
