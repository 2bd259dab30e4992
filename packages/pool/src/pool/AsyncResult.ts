import { StateError, TimeoutError } from "@framepool/errors";
import { checkTimeout } from "./check-count.js";
import { settledWithin } from "./settled-within.js";

/**
 * The result of `applyAsync`: something to wait for, or to ask. `await result` gives the value or throws. A failure that
 * nobody reads is no unhandled rejection.
 *
 * @example
 * import { Pool } from "@framepool/pool";
 *
 * await using pool = new Pool(1);
 * const result = pool.applyAsync((n: number) => n * n, [12]);
 * await result; // → 144
 * result.ready() && result.successful(); // → true
 */
export class AsyncResult<R> implements PromiseLike<R> {
  readonly #outcome: Promise<R>;
  #state: "pending" | "done" | "failed" = "pending";

  /** Made by a Pool, not by you. */
  constructor(outcome: Promise<R>) {
    this.#outcome = outcome;
    outcome.then(
      () => (this.#state = "done"),
      () => (this.#state = "failed"),
    );
  }

  then<A = R, B = never>(onValue?: ((value: R) => A | PromiseLike<A>) | null, onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    return this.#outcome.then(onValue, onError);
  }

  /**
   * The value, within `timeout` ms if given; throws what the call threw.
   *
   * @throws TimeoutError when the time is over; the call goes on, and may be waited for again
   */
  async get(timeout?: number): Promise<R> {
    if (timeout !== undefined && !(await settledWithin(this.#outcome, checkTimeout(timeout)))) throw new TimeoutError(`no result within ${timeout} ms; the call goes on`, timeout);
    return this.#outcome;
  }

  /** Resolves when the call has ended, either way, or `timeout` ms are over. */
  async wait(timeout?: number): Promise<void> {
    await settledWithin(this.#outcome, checkTimeout(timeout));
  }

  /** Whether the call has ended. */
  ready(): boolean {
    return this.#state !== "pending";
  }

  /**
   * Whether the call ended without an error.
   *
   * @throws StateError while it has not ended
   */
  successful(): boolean {
    if (this.#state === "pending") throw new StateError("the result is not ready: await it, or ask ready() first");
    return this.#state === "done";
  }
}
