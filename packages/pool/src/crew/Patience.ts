/** What a worker is waited for, and for how long, in ms. */
const LIMITS = {
  /** to be tidy: it passes on what was printed; one in which a timer runs for ever does not answer */
  tidy: 100,
  /** a function whose signal fired may put things in order */
  grace: 100,
  /** to end, when what it printed is passed on */
  stop: 2000,
} as const;

type Wait = "start" | keyof typeof LIMITS;

/** How long a crew waits for what a worker is to do. */
export class Patience {
  readonly #timers = new Map<Wait, NodeJS.Timeout>();

  /** Calls `over` when it has not come up within `ms`. The worker itself holds the process while it starts. */
  forStart(ms: number, over: () => void): void {
    this.#timers.set("start", setTimeout(over, ms).unref());
  }

  /** Calls `over` when it has not ended by itself, unless the process ends before. */
  forStop(over: () => void): void {
    this.#wait("stop", over).unref();
  }

  /** Calls `over` when the time for that is over. If this thread was busy for long, the answer is here and has only not been read: that comes first. */
  for(what: "tidy" | "grace", over: () => void): void {
    this.#wait(what, () => setImmediate(over));
  }

  /** It has done that. */
  met(what: Wait): void {
    clearTimeout(this.#timers.get(what));
  }

  /** It has ended. */
  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #wait(what: keyof typeof LIMITS, over: () => void): NodeJS.Timeout {
    this.met(what);
    const timer = setTimeout(over, LIMITS[what]);
    this.#timers.set(what, timer);
    return timer;
  }
}
