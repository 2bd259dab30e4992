import type { ChildProcess } from "node:child_process";
import { atProcessEnd } from "@framepool/errors";

/**
 * Ends a child when this process exits, or is ended by Ctrl-C and its like: an idle worker would otherwise be told only
 * by its closed channel, and one in a long function not at all.
 */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): void {
  child.once("exit", atProcessEnd(() => void child.kill(signal)));
}
