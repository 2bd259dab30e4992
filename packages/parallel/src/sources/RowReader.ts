import { ArgumentError } from "@framepool/errors";
import { isRecord, shown } from "@framepool/frame/internal";

export type Row = Readonly<Record<string, unknown>>;

/** Takes rows of an iterable in batches, no faster than it is asked; closes it when it is left before its end. */
export class RowReader {
  readonly #iterator: AsyncIterator<unknown, unknown> | Iterator<unknown, unknown>;
  #rows = 0;
  #left: number;
  #pending = false;
  #done = false;

  /** `limit`: rows that are taken at most. */
  constructor(rows: AsyncIterable<unknown> | Iterable<unknown>, limit: number) {
    this.#iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
    this.#left = limit;
  }

  /** Rows taken so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Up to `most` rows; fewer only at the end. Throws what the iterable throws, ArgumentError for a row that is no object. */
  async take(most: number): Promise<Row[]> {
    const rows: Row[] = [];
    while (!this.#done && this.#left > 0 && rows.length < most) {
      // Awaited only where there is something to wait for.
      const next = this.#iterator.next();
      const { done, value } = "then" in next ? await this.#waited(next) : next;
      if (done === true) this.#done = true;
      else rows.push(this.#checked(value));
    }
    return rows;
  }

  /** Lets the iterable go; one that is being waited for is told, and not waited for. */
  async close(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    const closed = Promise.resolve(this.#iterator.return?.());
    if (this.#pending) closed.catch(() => undefined);
    else await closed;
  }

  async #waited<T>(next: PromiseLike<T>): Promise<T> {
    this.#pending = true;
    try {
      return await next;
    } catch (error) {
      // What has thrown is over.
      this.#done = true;
      throw error;
    } finally {
      this.#pending = false;
    }
  }

  #checked(value: unknown): Row {
    if (!isRecord(value)) throw new ArgumentError(`scanRows: row ${String(this.#rows)} is no object of cells, but ${shown(value)}`);
    this.#rows++;
    this.#left--;
    return value;
  }
}
