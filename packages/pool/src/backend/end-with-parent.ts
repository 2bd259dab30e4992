import type { ChildProcess } from "node:child_process";

const children = new Map<ChildProcess, NodeJS.Signals>();
const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Ends a child when this process exits, or is ended by Ctrl-C and its like: an idle worker would otherwise be told only
 * by its closed channel, and one in a long function not at all.
 */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): void {
  if (children.size === 0) watch();
  children.set(child, signal);
  child.once("exit", () => {
    children.delete(child);
    if (children.size === 0) unwatch();
  });
}

// One listener of each for all children: Node warns of a leak at eleven.
function watch(): void {
  process.on("exit", endAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unwatch(): void {
  process.off("exit", endAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function endAll(): void {
  for (const [child, signal] of children) child.kill(signal);
}

function onSignal(signal: NodeJS.Signals): void {
  // Somebody else listens, who decides whether this process ends; when it exits, its children do.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  unwatch();
  // Without a listener the signal does what it always does.
  process.kill(process.pid, signal);
}
