import { SerializationError } from "@framepool/errors";
import type { Failure, ReplyMessage } from "../protocol.js";
import { textOf } from "../reason.js";
import { serializeError } from "../serialize-error.js";
import type { Transferred } from "../values/codec.js";
import { encode } from "../values/encode.js";
import { isSimple } from "../values/flat.js";
import { packNumbers } from "../values/numbers.js";

const NOTHING: readonly Transferred[] = [];

/** Gathers what the calls of one job came to. A result that cannot be sent fails its own call, and no other. */
export class ReplyBuilder {
  readonly #id: number;
  /** results leave the process */
  readonly #bytes: boolean;
  /** where results go that need no help */
  readonly values: unknown[];
  #failures: Failure[] | null = null;
  // A set: two results may share a buffer, and a buffer that is listed twice cannot be posted.
  #transfer: Set<Transferred> | null = null;

  constructor(id: number, calls: number, bytes: boolean) {
    this.#id = id;
    this.#bytes = bytes;
    this.values = new Array<unknown>(calls).fill(undefined);
  }

  add(call: number, result: unknown): void {
    if (isSimple(result)) {
      this.values[call] = result;
      return;
    }
    try {
      const { value, transfer } = encode(result, { path: "result", direction: "from worker", bytes: this.#bytes });
      this.values[call] = value;
      for (const buffer of transfer) (this.#transfer ??= new Set()).add(buffer);
    } catch (error) {
      (this.#failures ??= []).push({ call, error: serializeError(error), thrown: false });
    }
  }

  fail(call: number, error: unknown): void {
    (this.#failures ??= []).push({ call, error: serializeError(error), thrown: true });
  }

  /** No more calls are made than these. */
  end(calls: number): void {
    this.values.length = calls;
  }

  finish(ms: number): { message: ReplyMessage; transfer: readonly Transferred[] } {
    return { message: [this.#id, packNumbers(this.values), this.#failures, ms], transfer: this.#transfer === null ? NOTHING : [...this.#transfer] };
  }
}

/**
 * `reply` with every value that cannot be cloned made a failure: for the rare value that passes `encode` and not the post.
 * Where each can be cloned by itself and not all of them together, all that are not primitive fail.
 */
export function withoutUncloneable([id, given, failed, ms]: ReplyMessage, reason: unknown): ReplyMessage {
  const values = Array.from(given);
  const failures = [...(failed ?? [])];
  const suspects = [...values.keys()].filter((call) => !isSimple(values[call]));
  const guilty = suspects.filter((call) => !canClone(values[call]));
  for (const call of guilty.length === 0 ? suspects : guilty) {
    values[call] = undefined;
    const error = new SerializationError(`the result cannot be sent from the worker: ${textOf(reason)}`, { path: "result", direction: "from worker" }, { cause: reason });
    failures.push({ call, error: serializeError(error), thrown: false });
  }
  return [id, values, failures, ms];
}

function canClone(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
