import type { ReplyMessage } from "../protocol.js";
import { reviveError } from "../revive-error.js";
import { decode } from "../values/decode.js";
import type { Outcome, Reply } from "./job.js";

/** A reply off the wire, with values decoded and errors made errors again. */
export async function readReply(message: ReplyMessage, worker: string): Promise<Reply> {
  const outcomes: Outcome[] = new Array<Outcome>(message.values.length);
  for (let call = 0; call < outcomes.length; call++) {
    const value = message.values[call];
    // Most results are primitives, and an await each would cost more than the function did.
    if (typeof value !== "object" || value === null) outcomes[call] = { ok: true, value };
    else outcomes[call] = await readValue(value);
  }
  for (const { call, error, thrown } of message.failures) outcomes[call] = { ok: false, error: reviveError(error), thrown };
  return { outcomes, worker, ms: message.ms };
}

async function readValue(value: object): Promise<Outcome> {
  try {
    return { ok: true, value: await decode(value) };
  } catch (error) {
    return { ok: false, error, thrown: false };
  }
}
