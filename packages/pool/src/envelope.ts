const KEY = "framepool";

/** A message between processes, told from those that a user's code sends on the same channel: a program may have reasons of its own to call `process.send`. */
export interface Envelope<M> {
  readonly [KEY]: M;
}

export function sealed<M>(message: M): Envelope<M> {
  return { [KEY]: message };
}

/** What was sealed on the other side; null: it is none of ours. */
export function opened<M>(message: unknown): M | null {
  return typeof message === "object" && message !== null && KEY in message ? (message as Envelope<M>)[KEY] : null;
}
