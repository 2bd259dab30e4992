/**
 * Ends waits that may never end by themselves. Not a promise to race with: one that lasts as long as the run would hold on
 * to whatever any of the races brought, which is every part of the source.
 */
export class Stop {
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  /** Ends all waits, and those that will begin. */
  now(): void {
    this.#isOver = true;
    for (const end of this.#waiting) end();
    this.#waiting.clear();
  }

  /** What `work` comes to, or null if it is stopped before; what `work` comes to then, nobody is told. */
  orNull<T>(work: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const end = (): void => resolve(null);
      if (this.#isOver) end();
      else this.#waiting.add(end);
      void work.then(resolve, reject).finally(() => this.#waiting.delete(end));
    });
  }
}
