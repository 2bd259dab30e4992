/** Lets partitions pass one after the other in input order, whichever is ready first. */
export class Turns {
  readonly #waiting = new Map<number, () => void>();
  #next = 0;
  #free = Number.POSITIVE_INFINITY;

  /** Resolves when every partition before has passed, or this one was let off. */
  async wait(partition: number): Promise<void> {
    if (partition === this.#next || partition >= this.#free) return;
    await new Promise<void>((go) => this.#waiting.set(partition, go));
  }

  pass(): void {
    this.#next++;
    this.#release(this.#next);
  }

  /** Lets off all from `partition` on, which failed and will never pass: they look at the failure before they act. Those before it keep their order. */
  letOff(partition: number): void {
    this.#free = Math.min(this.#free, partition);
    for (const waiting of [...this.#waiting.keys()]) if (waiting >= this.#free) this.#release(waiting);
  }

  #release(partition: number): void {
    this.#waiting.get(partition)?.();
    this.#waiting.delete(partition);
  }
}
