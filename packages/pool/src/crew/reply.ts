import type { ReplyMessage } from "../protocol.js";
import { reviveError } from "../revive-error.js";
import { withImportFault } from "../travel/import-fault.js";
import { decode } from "../values/decode.js";
import type { CallFailure, Outcome, Reply } from "./job.js";

/**
 * A reply off the wire, with values decoded and errors made errors again. A promise only where a value needs a module
 * that is not here yet: most results are primitives, and an await each would cost more than the function did.
 */
export function readReply([, packed, failed, ms]: ReplyMessage, worker: string): Reply | Promise<Reply> {
  if (packed instanceof Float64Array && failed === null) return { values: packed, failures: null, worker, ms, get outcomes() { return outcomesOf(packed, null); } };
  // The message is ours alone: what has to be decoded is replaced in it.
  const values = packed instanceof Float64Array ? Array.from<unknown>(packed) : (packed as unknown[]);
  const reply = new WorkerReply(values, worker, ms);
  if (failed !== null) for (const { call, error, thrown } of failed) reply.fail(call, withImportFault(reviveError(error)), thrown);
  let late: Promise<void>[] | null = null;
  for (let call = 0; call < values.length; call++) {
    const value = values[call];
    if (typeof value !== "object" || value === null) continue;
    const reading = reply.decode(call);
    if (reading !== null) (late ??= []).push(reading);
  }
  return late === null ? reply : Promise.all(late).then(() => reply);
}

function outcomesOf(values: ArrayLike<unknown>, failures: ReadonlyMap<number, CallFailure> | null): readonly Outcome[] {
  return Array.from(values, (value, call) => {
    const failure = failures?.get(call);
    return failure === undefined ? { ok: true, value } : { ok: false, ...failure };
  });
}

class WorkerReply implements Reply {
  readonly values: unknown[];
  readonly worker: string;
  readonly ms: number;
  #failures: Map<number, CallFailure> | null = null;

  constructor(values: unknown[], worker: string, ms: number) {
    this.values = values;
    this.worker = worker;
    this.ms = ms;
  }

  get failures(): ReadonlyMap<number, CallFailure> | null {
    return this.#failures;
  }

  get outcomes(): readonly Outcome[] {
    return outcomesOf(this.values, this.#failures);
  }

  fail(call: number, error: unknown, thrown: boolean): void {
    this.values[call] = undefined;
    (this.#failures ??= new Map()).set(call, { error, thrown });
  }

  /** Decodes a value in its place: now, or when the promise that it gives resolves. */
  decode(call: number): Promise<void> | null {
    try {
      const value = decode(this.values[call]);
      if (value instanceof Promise) {
        return value.then(
          (given: unknown) => void (this.values[call] = given),
          (error: unknown) => this.fail(call, error, false),
        );
      }
      this.values[call] = value;
    } catch (error) {
      this.fail(call, error, false);
    }
    return null;
  }
}
