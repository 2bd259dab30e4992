import { ArgumentError } from "@framepool/errors";
import { shown } from "../shown.js";

/** Reads an iterable, sync or async, a chunk at a time. */
export class InputReader {
  readonly #items: Iterable<unknown> | AsyncIterable<unknown>;
  readonly #op: string;
  #iterator: Iterator<unknown> | AsyncIterator<unknown> | null = null;
  #ended = false;
  #failure: { readonly error: unknown } | null = null;

  /** Throws ArgumentError for what is no iterable; nothing of it is called yet. */
  constructor(items: Iterable<unknown> | AsyncIterable<unknown>, op: string) {
    this.#items = isAsyncIterable(items) ? items : iterable(items, op);
    this.#op = op;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What the iterable threw, once. */
  takeFailure(): { readonly error: unknown } | null {
    const failure = this.#failure;
    this.#failure = null;
    return failure;
  }

  /** The next items, at most `size`; fewer at the end. If the iterable throws, those read for this chunk are dropped. */
  async read(size: number): Promise<unknown[]> {
    const items: unknown[] = [];
    try {
      const isAsync = isAsyncIterable(this.#items);
      // Here, and not before: what `[Symbol.iterator]` throws is the iterable's own error, as what `next` throws is.
      const iterator = (this.#iterator ??= begun(this.#items));
      while (items.length < size && !this.#ended) {
        const step = this.#checked(isAsync ? await iterator.next() : iterator.next());
        if (step.done) this.#ended = true;
        else items.push(step.value);
      }
      return items;
    } catch (error) {
      // Nobody listens after stop().
      if (!this.#ended) this.#failure = { error };
      this.#ended = true;
      return [];
    }
  }

  /** Reads no more, and has failed with `error`. */
  fail(error: unknown): void {
    this.stop();
    this.#failure = { error };
  }

  /** Reads no more, and tells the iterable. Does not wait for it: one that never yields would keep whoever wants to leave. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    void this.#tell();
  }

  /** What `return` of the iterable throws is nobody's: whoever leaves has what there was, and a pool that ends has to end. */
  async #tell(): Promise<void> {
    try {
      await this.#iterator?.return?.();
    } catch {
      // See above.
    }
  }

  /** As a loop of JavaScript's own: without it, one that gives nothing would go on giving it for ever. */
  #checked(step: unknown): { readonly done?: unknown; readonly value?: unknown } {
    if ((typeof step === "object" && step !== null) || typeof step === "function") return step;
    throw new ArgumentError(`${this.#op}: next() of its iterable gave ${shown(step)}, and not { done, value }`);
  }
}

function begun(items: Iterable<unknown> | AsyncIterable<unknown>): Iterator<unknown> | AsyncIterator<unknown> {
  return isAsyncIterable(items) ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

/** `items` if it is a sync iterable, else an ArgumentError. */
export function iterable(items: unknown, op: string): Iterable<unknown> {
  if (typeof items === "string" || (typeof items === "object" && items !== null && Symbol.iterator in items)) return items as Iterable<unknown>;
  if (isAsyncIterable(items)) throw new ArgumentError(`${op} needs all items before it starts and cannot wait for an async iterable: use imap`);
  throw new ArgumentError(`${op} needs an iterable of items, not ${shown(items)}`);
}

function isAsyncIterable(items: unknown): items is AsyncIterable<unknown> {
  return typeof items === "object" && items !== null && Symbol.asyncIterator in items;
}
