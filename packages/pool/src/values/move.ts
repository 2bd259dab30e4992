import { MessagePort } from "node:worker_threads";
import type { Transferred } from "./codec.js";

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
 * what a function returns; use it where the value leaves (`return move(bytes)`), not before.
 *
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
  collect(value, found, new Set());
  // The wrapper is told apart by its class, and never seen by a user's function: `T` is what the receiver gets.
  return new Moved(value, [...found]) as T;
}

function collect(value: unknown, found: Set<Transferred>, seen: Set<object>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    // A pooled Buffer shares its memory with strangers: it is copied, not moved.
    if (!(Buffer.isBuffer(value) && value.byteLength < value.buffer.byteLength)) collect(value.buffer, found, seen);
  }
  else if (value instanceof ArrayBuffer || value instanceof MessagePort) found.add(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, found, seen);
  else if (value instanceof Map) {
    for (const [key, item] of value) {
      collect(key, found, seen);
      collect(item, found, seen);
    }
  } else if (value instanceof Set) for (const item of value) collect(item, found, seen);
  else if (isPlainObject(value)) for (const key of Object.keys(value)) collect(value[key], found, seen);
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
