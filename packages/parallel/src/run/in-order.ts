/** Hands things on in the order of partitions, each when those before it have been handed on. */
export class InOrder<T> {
  readonly #to: (thing: T) => void;
  readonly #waiting = new Map<number, T>();
  #next = 0;

  constructor(to: (thing: T) => void) {
    this.#to = to;
  }

  put(partition: number, thing: T): void {
    this.#waiting.set(partition, thing);
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      this.#to(next);
    }
  }
}
