import { Readable } from "node:stream";

/** A source that can be read once, kept so that it can be read again: what came is given anew, and then the source goes on. For one reader at a time. */
export class KeptSource implements AsyncIterable<Uint8Array | string> {
  readonly #stream: AsyncIterable<Uint8Array | string>;
  readonly #source: AsyncIterator<Uint8Array | string>;
  readonly #chunks: (Uint8Array | string)[] = [];
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array | string>) {
    this.#stream = source;
    this.#source = source[Symbol.asyncIterator]();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array | string, void> {
    for (let i = 0; i < this.#chunks.length || (await this.#more()); i++) yield this.#chunks[i]!;
  }

  /** Lets the source go, which a reader that stops does not. Not waited for: one that hangs would answer only after it. */
  close(): void {
    if (!this.#ended) this.#source.return?.().catch(() => undefined);
    // Its iterator would do that when what it waits for has come.
    if (this.#stream instanceof Readable) this.#stream.destroy();
    this.#ended = true;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#source.next();
    if (next.done === true) {
      this.#ended = true;
      return false;
    }
    this.#chunks.push(next.value);
    return true;
  }
}
