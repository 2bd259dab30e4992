import { AbortError } from "@framepool/errors";
import { onAbort } from "../on-abort.js";

/** Something under way that can be given up. */
export interface Abortable {
  abort(error: Error): void;
}

/** All that one call has under way, so that it can be cancelled as a whole: by its signal, by hand, by its first failure. */
export class CallScope {
  readonly #members = new Set<Abortable>();
  #unlisten = (): void => undefined;
  #error: Error | null = null;

  constructor(signal: AbortSignal | undefined, op: string) {
    this.#unlisten = onAbort(signal, () => this.abort(new AbortError(`${op} was cancelled by its signal`, { cause: signal?.reason })));
  }

  /** What it was cancelled with, or null. */
  get error(): Error | null {
    return this.#error;
  }

  /** Whoever joins a scope that was cancelled has to look at `error` first. */
  add(member: Abortable): void {
    this.#members.add(member);
  }

  delete(member: Abortable): void {
    this.#members.delete(member);
  }

  /** Gives everything up, once. */
  abort(error: Error): void {
    if (this.#error !== null) return;
    this.#error = error;
    this.end();
    for (const member of [...this.#members]) member.abort(error);
  }

  /** The call is over: its signal has nothing to say any more. */
  end(): void {
    this.#unlisten();
  }
}
