/** Something that must not outlive this process: a child, a half-written file. It has to be done at once, without waiting. */
type Work = () => void;
type SignalListener = ((signal: NodeJS.Signals) => void) & { readonly [OURS]?: true };

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
// By name, so that the listeners of all copies of the package are known to each other.
const OURS: unique symbol = Symbol.for("framepool.at-process-end") as never;

const works = new Set<Work>();
const onSignal: SignalListener = Object.assign(
  (signal: NodeJS.Signals) => {
    // Somebody else listens, who decides whether this process ends; when it exits, the work is done.
    if (process.listeners(signal).some((listener) => (listener as SignalListener)[OURS] !== true)) return;
    doAll();
    unwatch();
    // The last of ours: without a listener the signal does what it always does.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  },
  { [OURS]: true } as const,
);

/**
 * Has `work` done when this process exits, fails, or is ended by Ctrl-C, SIGTERM or SIGHUP, unless the function that it
 * gives was called before. In a worker thread only an exit of the thread itself counts.
 */
export function atProcessEnd(work: Work): () => void {
  if (works.size === 0) watch();
  works.add(work);
  return () => {
    if (works.delete(work) && works.size === 0) unwatch();
  };
}

// One listener of each for all works: Node warns of a leak at eleven.
function watch(): void {
  process.on("exit", doAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unwatch(): void {
  process.off("exit", doAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function doAll(): void {
  for (const work of works) work();
  works.clear();
}
