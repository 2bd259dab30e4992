/** Something that submits jobs as it goes, and has not come to its end. */
export interface Feed {
  /** somebody waits for the crew's end: submit all that is left, now */
  hurry(): void;
  /** the crew takes no more jobs */
  stop(error: Error): void;
}

/** Those that a crew goes on for, also after its `close`. */
export class Feeds {
  readonly #open = new Set<Feed>();

  get size(): number {
    return this.#open.size;
  }

  /** Gives what says that it has come to its end; `over` is called then, unless it was stopped before. */
  add(feed: Feed, over: () => void): () => void {
    this.#open.add(feed);
    return () => {
      if (this.#open.delete(feed)) over();
    };
  }

  hurry(): void {
    for (const feed of this.#open) feed.hurry();
  }

  stop(error: Error): void {
    for (const feed of this.#open) feed.stop(error);
    this.#open.clear();
  }
}
