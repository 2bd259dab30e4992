import type { ChildProcess } from "node:child_process";

/** How long the last words of a child that has exited may take to arrive: a grandchild may hold its pipes open for ever. */
const DRAIN_MS = 500;

/** Calls `then` when everything that a child said before its exit has been read. Call it on the child's `exit`. */
export function whenDrained(child: ChildProcess, then: () => void): void {
  let open = 1;
  const timer = setTimeout(finish, DRAIN_MS);
  if (child.connected) {
    open++;
    child.once("disconnect", closed);
  }
  for (const stream of [child.stdout, child.stderr]) {
    if (stream?.closed !== false) continue;
    open++;
    stream.once("close", closed);
  }
  closed();

  function closed(): void {
    open--;
    if (open === 0) finish();
  }

  function finish(): void {
    clearTimeout(timer);
    // Whatever closes later finds nothing to count down.
    open = 0;
    then();
  }
}
