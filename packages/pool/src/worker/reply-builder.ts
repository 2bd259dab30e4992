import { SerializationError } from "@framepool/errors";
import type { Failure, ReplyMessage } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import type { Transferred } from "../values/codec.js";
import { encode } from "../values/encode.js";

/** Gathers what the calls of one job came to. A result that cannot be sent fails its own call, and no other. */
export class ReplyBuilder {
  readonly #id: number;
  readonly #values: unknown[];
  readonly #failures: Failure[] = [];
  // A set: two results may share a buffer, and a buffer that is listed twice cannot be posted.
  readonly #transfer = new Set<Transferred>();

  constructor(id: number, calls: number) {
    this.#id = id;
    this.#values = new Array<unknown>(calls).fill(undefined);
  }

  add(call: number, result: unknown): void {
    if (isPrimitive(result)) {
      this.#values[call] = result;
      return;
    }
    try {
      const { value, transfer } = encode(result, { path: "result", direction: "from worker" });
      this.#values[call] = value;
      for (const buffer of transfer) this.#transfer.add(buffer);
    } catch (error) {
      this.#failures.push({ call, error: serializeError(error), thrown: false });
    }
  }

  fail(call: number, error: unknown): void {
    this.#failures.push({ call, error: serializeError(error), thrown: true });
  }

  finish(ms: number): { message: ReplyMessage; transfer: readonly Transferred[] } {
    return { message: { type: "reply", id: this.#id, values: this.#values, failures: this.#failures, ms }, transfer: [...this.#transfer] };
  }
}

/** `reply` with every value that cannot be cloned made a failure: for the rare value that passes `encode` and not the post. */
export function withoutUncloneable(reply: ReplyMessage, reason: unknown): ReplyMessage {
  const values = [...reply.values];
  const failures = [...reply.failures];
  values.forEach((value, call) => {
    if (isPrimitive(value)) return;
    values[call] = undefined;
    const error = new SerializationError(`the result cannot be sent from the worker: ${String(reason)}`, { path: "result", direction: "from worker" }, { cause: reason });
    failures.push({ call, error: serializeError(error), thrown: false });
  });
  return { ...reply, values, failures };
}

function isPrimitive(value: unknown): boolean {
  return (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol") || value === null;
}
