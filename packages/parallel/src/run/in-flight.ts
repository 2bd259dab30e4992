/** Bounds what is between the source and the sink, by number and by bytes: back-pressure that reaches the source. */
export class InFlight {
  readonly #most: number;
  readonly #mostBytes: number;
  #count = 0;
  #bytes = 0;
  #closed = false;
  #waiting: { bytes: number; go: () => void } | null = null;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** Resolves when there is room; one that is larger than the bound enters alone. Called by one producer at a time. */
  async enter(bytes: number): Promise<void> {
    if (!this.#fits(bytes)) await new Promise<void>((go) => (this.#waiting = { bytes, go }));
    this.#count++;
    this.#bytes += bytes;
  }

  leave(bytes: number): void {
    this.#count--;
    this.#bytes -= bytes;
    this.#wake();
  }

  /** Lets the producer go on, now and later, whatever is in flight: the run has failed, and it looks before it sends. */
  close(): void {
    this.#closed = true;
    this.#release();
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.go();
  }

  #wake(): void {
    if (this.#waiting !== null && this.#fits(this.#waiting.bytes)) this.#release();
  }

  #fits(bytes: number): boolean {
    return this.#closed || this.#count === 0 || (this.#count < this.#most && this.#bytes + bytes <= this.#mostBytes);
  }
}
