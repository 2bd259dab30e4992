import type { ChildProcess } from "node:child_process";

const children = new Map<ChildProcess, NodeJS.Signals>();

/**
 * Ends a child when this process exits, whichever way it does that in order: an idle worker would otherwise be told only
 * by its closed channel, and one in a long function not at all.
 */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): void {
  // One listener for all: Node warns of a leak at eleven.
  if (children.size === 0) process.on("exit", endAll);
  children.set(child, signal);
  child.once("exit", () => {
    children.delete(child);
    if (children.size === 0) process.off("exit", endAll);
  });
}

function endAll(): void {
  for (const [child, signal] of children) child.kill(signal);
}
