/** Functions that a worker keeps loaded. */
const CAPACITY = 64;

/** The tasks that a worker was sent, so that each is sent once; the oldest is forgotten when there are too many. */
export class TaskMemory {
  // A set remembers the order in which its members came.
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** The task that the next `add` forgets, or null while there is room. */
  get oldest(): string | null {
    if (this.#ids.size < CAPACITY) return null;
    const [first] = this.#ids;
    return first ?? null;
  }

  clear(): void {
    this.#ids.clear();
  }

  add(id: string): void {
    const { oldest } = this;
    if (oldest !== null) this.#ids.delete(oldest);
    this.#ids.add(id);
  }
}
