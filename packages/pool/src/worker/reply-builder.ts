import { SerializationError } from "@framepool/errors";
import type { Failure, ReplyMessage } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import type { Transferred } from "../values/codec.js";
import { encode } from "../values/encode.js";
import { isSimple } from "../values/flat.js";
import { packNumbers } from "../values/numbers.js";

const NOTHING: readonly Transferred[] = [];

/** Gathers what the calls of one job came to. A result that cannot be sent fails its own call, and no other. */
export class ReplyBuilder {
  readonly #id: number;
  /** where results go that need no help */
  readonly values: unknown[];
  #failures: Failure[] | null = null;
  // A set: two results may share a buffer, and a buffer that is listed twice cannot be posted.
  #transfer: Set<Transferred> | null = null;

  constructor(id: number, calls: number) {
    this.#id = id;
    this.values = new Array<unknown>(calls).fill(undefined);
  }

  add(call: number, result: unknown): void {
    if (isSimple(result)) {
      this.values[call] = result;
      return;
    }
    try {
      const { value, transfer } = encode(result, { path: "result", direction: "from worker" });
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

/** `reply` with every value that cannot be cloned made a failure: for the rare value that passes `encode` and not the post. */
export function withoutUncloneable([id, given, failed, ms]: ReplyMessage, reason: unknown): ReplyMessage {
  const values = Array.from(given);
  const failures = [...(failed ?? [])];
  values.forEach((value, call) => {
    if (isSimple(value)) return;
    values[call] = undefined;
    const error = new SerializationError(`the result cannot be sent from the worker: ${String(reason)}`, { path: "result", direction: "from worker" }, { cause: reason });
    failures.push({ call, error: serializeError(error), thrown: false });
  });
  return [id, values, failures, ms];
}
