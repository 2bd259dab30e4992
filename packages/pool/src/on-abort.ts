import { setMaxListeners } from "node:events";

/**
 * Calls `act` when a signal fires, at once where it has; gives what ends the listening. Whoever listens does so until its
 * work is over, and many may share one signal, for as long as a server runs: so each takes its own listener away (the
 * option `signal` of addEventListener does not always: Node keeps but one such promise for a target, and a collection
 * drops those before it), and many at a time are no leak that is worth a warning.
 */
export function onAbort(signal: AbortSignal | null | undefined, act: () => void): () => void {
  if (signal === null || signal === undefined) return () => undefined;
  if (signal.aborted) {
    act();
    return () => undefined;
  }
  manyMayListen(signal);
  signal.addEventListener("abort", act, { once: true });
  return () => signal.removeEventListener("abort", act);
}

function manyMayListen(signal: AbortSignal): void {
  try {
    setMaxListeners(0, signal);
  } catch {
    // One that is not Node's own counts nobody.
  }
}
