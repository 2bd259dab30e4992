import { TimeoutError } from "@framepool/errors";
import type { Feed } from "../crew/Feeds.js";
import { checkTimeout } from "./check-count.js";
import type { Abortable, CallScope } from "./CallScope.js";
import type { InputReader } from "./InputReader.js";
import { quiet } from "./quiet.js";
import type { ChunkResult } from "./PoolCall.js";
import { LONGEST_TIMER } from "../timer.js";

export interface ResultIteratorOptions {
  readonly input: InputReader;
  /** runs a chunk of items; `first` is the position of its first item. Calls `done` once */
  readonly run: (items: readonly unknown[], first: number, done: (result: ChunkResult) => void) => void;
  /** cancels it all */
  readonly scope: CallScope;
  readonly chunksize: number;
  /** most chunks that are under way or wait to be taken */
  readonly buffersize: number;
  /** results in the order of the items, or of arrival */
  readonly ordered: boolean;
  /** tells the crew that work goes on; gives what tells it that all is submitted */
  readonly begin: (feed: Feed) => () => void;
}

/** A chunk whose results are taken next, or will be when they are there. */
interface Slot {
  result: ChunkResult | null;
  taken: number;
}

interface Waiter<R> {
  readonly resolve: (result: IteratorResult<R>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What `imap` gives. `for await` ends at the first error, as usual; with `next()` an error stands at its item's place and
 * the iteration goes on behind it. Input is read as results are taken, `buffersize` chunks ahead.
 */
export class ResultIterator<R> implements AsyncIterableIterator<R>, Abortable {
  readonly #options: ResultIteratorOptions;
  /** in order of the items, or of arrival */
  readonly #slots: Slot[] = [];
  readonly #waiters: Waiter<R>[] = [];
  /** chunks that are under way or not wholly taken */
  #held = 0;
  #underWay = 0;
  #position = 0;
  #reading = false;
  #left = false;
  #stopped = false;
  /** somebody waits for the pool's end, and not for the results */
  #hurried = false;
  readonly #submittedAll: () => void;

  /** Made by a Pool, not by you. */
  constructor(options: ResultIteratorOptions) {
    this.#options = options;
    this.#submittedAll = options.begin({ hurry: () => this.#hurry(), stop: (error) => this.#stop(error) });
    options.scope.add(this);
    if (options.scope.error !== null) this.abort(options.scope.error);
    void this.#readAhead();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * The next result; throws the error of the next item, and TimeoutError if there is no result within `timeout` ms:
   * nothing is lost then, the next call gives it.
   */
  next({ timeout }: { readonly timeout?: number } = {}): Promise<IteratorResult<R>> {
    const limit = checkTimeout(timeout);
    const result = new Promise<IteratorResult<R>>((resolve, reject) => {
      this.#waiters.push(limit === undefined || limit > LONGEST_TIMER ? { resolve, reject } : this.#timed(limit, resolve, reject));
    });
    this.#serve();
    return quiet(result);
  }

  /** Reads no more input; chunks that are under way end, and are forgotten. */
  return(): Promise<IteratorResult<R>> {
    this.#left = true;
    this.#options.input.stop();
    this.#options.input.takeFailure();
    this.#slots.length = 0;
    this.#held = 0;
    this.#submittedAll();
    this.#leaveScope();
    this.#serve();
    return Promise.resolve({ done: true, value: undefined });
  }

  /**
   * As multiprocessing does it: whoever waits for the pool's end, and not for the results, has them all kept. Input is still
   * read no faster than workers take it: one without an end would leave no turn to whoever could stop it.
   */
  #hurry(): void {
    this.#hurried = true;
    void this.#readAhead();
  }

  /** The call was cancelled: what is under way says so at its place, and nothing comes behind it. */
  abort(error: Error): void {
    this.#stop(error);
    this.#submittedAll();
  }

  #stop(error: Error): void {
    this.#stopped = true;
    this.#options.input.fail(error);
    this.#serve();
  }

  #timed(timeout: number, resolve: Waiter<R>["resolve"], reject: Waiter<R>["reject"]): Waiter<R> {
    const timer = setTimeout(() => {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      reject(new TimeoutError(`no result within ${timeout} ms; it is not lost, call next() again`, timeout));
    }, timeout);
    const waiter: Waiter<R> = {
      resolve: (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      reject: (error) => {
        clearTimeout(timer);
        reject(error);
      },
    };
    return waiter;
  }

  /** Reads and runs chunks while there is room for their results. */
  async #readAhead(): Promise<void> {
    const { input, chunksize } = this.#options;
    if (this.#reading || !this.#hasRoom) return;
    this.#reading = true;
    while (this.#hasRoom) {
      const items = await input.read(chunksize);
      const before = this.#underWay;
      if (items.length > 0 && !this.#left && !this.#stopped) this.#run(items);
      // What cannot be sent is done at once: input of it without an end would leave no turn to anybody.
      if (this.#hurried && this.#underWay === before) await new Promise(setImmediate);
    }
    this.#reading = false;
    if (input.ended) this.#submittedAll();
    this.#serve();
  }

  get #hasRoom(): boolean {
    const { input, buffersize } = this.#options;
    return !input.ended && (this.#hurried ? this.#underWay : this.#held) < buffersize;
  }

  #run(items: readonly unknown[]): void {
    const { run, ordered } = this.#options;
    const slot: Slot = { result: null, taken: 0 };
    this.#held++;
    this.#underWay++;
    if (ordered) this.#slots.push(slot);
    const first = this.#position;
    this.#position += items.length;
    const done = (result: ChunkResult): void => {
      if (this.#left || slot.result !== null) return;
      slot.result = result;
      this.#underWay--;
      if (!ordered) this.#slots.push(slot);
      this.#serve();
    };
    try {
      run(items, first, done);
    } catch (error) {
      // Nobody waits for what reads ahead: it stands where the results would.
      done({ values: new Array<unknown>(items.length).fill(undefined), errors: new Map(items.map((_, i) => [i, error])), ms: 0, bytes: 0 });
    }
  }

  /** Gives those who wait what there is. */
  #serve(): void {
    while (this.#waiters.length > 0) {
      const [slot] = this.#slots;
      if (slot?.result != null) this.#take(slot, slot.result);
      else if (this.#held === 0 && this.#options.input.ended && (!this.#reading || this.#stopped || this.#left)) this.#end();
      else break;
    }
    void this.#readAhead();
  }

  #take(slot: Slot, { values, errors }: ChunkResult): void {
    const at = slot.taken++;
    if (slot.taken === values.length) {
      this.#slots.shift();
      this.#held--;
    }
    const waiter = this.#waiters.shift();
    if (errors?.has(at) === true) waiter?.reject(errors.get(at));
    else waiter?.resolve({ done: false, value: values[at] as R });
  }

  /** All results are taken: what the input itself threw comes last, once. */
  #end(): void {
    this.#leaveScope();
    const failure = this.#options.input.takeFailure();
    const waiter = this.#waiters.shift();
    if (failure === null) waiter?.resolve({ done: true, value: undefined });
    else waiter?.reject(failure.error);
  }

  /** There is nothing left to cancel. */
  #leaveScope(): void {
    this.#options.scope.delete(this);
    this.#options.scope.end();
  }
}
