import { AbortError, StateError, TimeoutError } from "@framepool/errors";
import type { CallScope } from "./CallScope.js";
import { checkTimeout } from "./check-count.js";
import type { Callbacks } from "./map-options.js";
import { quiet } from "./quiet.js";
import { settledWithin } from "../settled-within.js";

/**
 * The result of `applyAsync`, `mapAsync` and `starmapAsync`: something to wait for, or to ask. `await result` gives the
 * value or throws. A failure that nobody reads is no unhandled rejection.
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
  readonly #scope: CallScope;
  #state: "pending" | "done" | "failed" = "pending";

  /** Made by a Pool, not by you. */
  constructor(outcome: Promise<R>, scope: CallScope, { callback, errorCallback }: Callbacks<R>) {
    this.#outcome = outcome;
    this.#scope = scope;
    outcome.then(
      (value) => {
        this.#state = "done";
        if (callback !== undefined) outside(() => callback(value));
      },
      (error: unknown) => {
        this.#state = "failed";
        if (errorCallback !== undefined) outside(() => errorCallback(error));
      },
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
  get(timeout?: number): Promise<R> {
    return quiet(this.#get(timeout));
  }

  async #get(timeout: number | undefined): Promise<R> {
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

  /**
   * Ends the call with AbortError, whatever its workers do: what runs hears of it by `ctx.signal`, and its worker is
   * replaced. False if the call has ended already.
   */
  cancel(): boolean {
    if (this.#state !== "pending") return false;
    this.#scope.abort(new AbortError("the call was cancelled"));
    return true;
  }
}

/** Calls a user's callback as Node calls any: what it throws is an uncaught exception, and not an end of the call. */
function outside(call: () => void): void {
  process.nextTick(call);
}
